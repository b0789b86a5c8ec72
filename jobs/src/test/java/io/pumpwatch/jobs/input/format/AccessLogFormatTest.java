package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.WebRequestSettings;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogFormatTest {
  private static final String WHEN = "2025-10-10T13:55:36Z";

  private static String line(String request, int status) {
    return "203.0.113.9 - - [10/Oct/2025:15:55:36 +0200] \""
        + request
        + "\" "
        + status
        + " 120 \"-\" \"agent \\\"x\\\"\"";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST /v1/send-otp   | 200 | requested
          POST /v1/send-otp   | 202 | requested
          POST /v1/send-otp   | 429 | blocked
          POST /v1/send-otp   | 403 | blocked
          POST /v1/send-otp   | 503 | failed
          POST /v1/otp/verify | 200 | verified
          """)
  void theAnswerDecidesTheType(String request, int status, String type) {
    ReadLog log = ReadLog.of(line(request + "?to=%2B12025550143 HTTP/1.1", status));
    String error = type.equals("requested") || type.equals("verified") ? "" : " error=" + status;
    assertThat(log.summaries())
        .containsExactly(
            type
                + " "
                + WHEN
                + " provider=app ip=203.0.113.9 agent=agent \"x\" operation="
                + request
                + error
                + " status="
                + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST /v1/send-otp HTTP/1.1     | 404
          POST /v1/send-otp HTTP/1.1     | 302
          POST /v1/otp/verify HTTP/1.1   | 400
          GET /v1/send-otp HTTP/1.1      | 200
          OPTIONS /v1/send-otp HTTP/1.1  | 204
          POST /cart HTTP/1.1            | 200
          \\x16\\x03\\x01                | 400
          -                              | 408
          """)
  void otherRequestsAreSkipped(String request, int status) {
    ReadLog log = ReadLog.of(line(request, status), "access-log");
    assertThat(log.yields()).singleElement().matches(Decoded::isSkipped);
  }

  @Test
  void aSettingLetsRedirectsCount() {
    InputSettings plain = InputSettings.defaults();
    WebRequestSettings web = plain.web();
    InputSettings settings =
        new InputSettings(
            plain.mappings(),
            plain.shippedMappings(),
            new WebRequestSettings(
                web.sendPaths(),
                web.successPaths(),
                web.sendVerbs(),
                web.successVerbs(),
                web.sendMethods(),
                web.successMethods(),
                true),
            plain.cloudTrail(),
            plain.mapped(),
            plain.clientAddress(),
            plain.limits());
    byte[] bytes = line("POST /otp HTTP/1.1", 303).getBytes(StandardCharsets.UTF_8);
    assertThat(ReadLog.of(bytes, null, settings).events()).hasSize(1);
  }

  @Test
  void behindATrustedProxyTheClientIsInTheHeader() {
    String line = line("POST /otp HTTP/1.1", 200) + " \"198.51.100.1, 203.0.113.77, 10.0.0.8\"";
    assertThat(ReadLog.of(line.replace("203.0.113.9 -", "10.0.0.7 -")).events())
        .singleElement()
        .matches(event -> event.sourceIp().equals("203.0.113.77"));
    assertThat(ReadLog.of(line).events())
        .as("a client that is no proxy may write what it likes")
        .singleElement()
        .matches(event -> event.sourceIp().equals("203.0.113.9"));
  }

  @Test
  void aHostMayStandBeforeTheLine() {
    String line = "app.example:443 " + line("POST /otp HTTP/1.1", 200).replace("- - [", "- ann [");
    assertThat(ReadLog.of(line).events())
        .singleElement()
        .matches(event -> event.sourceIp().equals("203.0.113.9") && event.userId().equals("ann"));
  }

  @Test
  void theCommonFormatHasNoAgent() {
    String line = line("POST /otp HTTP/1.1", 200);
    String common = line.substring(0, line.indexOf(" \"-\""));
    assertThat(ReadLog.of(common).events()).singleElement().matches(e -> e.userAgent() == null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nginx
        "{'time_iso8601':'2025-10-10T15:55:36+02:00','remote_addr':'203.0.113.9',"
            + "'request':'POST /otp?to=1 HTTP/1.1','status':'200','http_user_agent':'a'}",
        "{'msec':'1760104536.000','remote_addr':'203.0.113.9','request_method':'POST',"
            + "'request_uri':'/otp?to=1','status':200,'http_user_agent':'a'}",
        // Apache, by its own names for the fields
        "{'time':'10/Oct/2025:15:55:36 +0200','client':'203.0.113.9','method':'POST',"
            + "'path':'/otp','status':200,'agent':'a'}",
        // Traefik
        "{'StartUTC':'2025-10-10T13:55:36Z','ClientHost':'203.0.113.9','RequestMethod':'POST',"
            + "'RequestPath':'/otp','DownstreamStatus':200,'request_User-Agent':'a'}",
        // Caddy
        "{'ts':1760104536.0,'request':{'remote_ip':'203.0.113.9','method':'POST',"
            + "'uri':'/otp','headers':{'User-Agent':['a']}},'status':200}",
        // Google Cloud
        "{'timestamp':'2025-10-10T13:55:36Z','httpRequest':{'requestMethod':'POST',"
            + "'requestUrl':'https://app.example/otp?to=1','status':200,'userAgent':'a',"
            + "'remoteIp':'203.0.113.9'}}"
      })
  void readsJsonOfManyServers(String record) {
    assertThat(ReadLog.of(json(record)).summaries())
        .containsExactly(
            "requested "
                + WHEN
                + " provider=app ip=203.0.113.9 agent=a operation=POST /otp status=200");
  }

  @Test
  void aLineWithABadTimeIsDead() {
    ReadLog log = ReadLog.of(line("POST /otp HTTP/1.1", 200).replace("Oct", "Oktober"));
    assertThat(log.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().startsWith("its time cannot be read"));
  }
}
