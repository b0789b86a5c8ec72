package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppRequestsFormatTest {

  private static String request(String name, String url, String code, String more) {
    return json(
        "{'TimeGenerated':'2025-03-01T12:00:00.1234567Z','Id':'r1','Name':'"
            + name
            + "','Url':'"
            + url
            + "','ResultCode':'"
            + code
            + "','AppRoleName':'shop',"
            + more
            + "'Success':true}");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /otp/send, 200, requested, ''",
    "POST /otp/send, 429, blocked, ' error=429'",
    "POST /otp/send, 503, failed, ' error=503'",
    "POST /otp/verify, 200, verified, ''"
  })
  void theAnswerDecides(String name, String code, String expected, String error) {
    String path = name.substring("POST ".length());
    String row =
        request(
            name,
            "https://shop.example" + path + "?n=1",
            code,
            "'ClientIP':'203.0.113.9','ItemCount':4,");
    assertThat(ReadLog.of(row).summaries())
        .containsExactly(
            expected
                + " 2025-03-01T12:00:00.123456Z id=r1 provider=app ip=203.0.113.9 operation="
                + name
                + error
                + " status="
                + code
                + " count=4");
  }

  @ParameterizedTest
  @CsvSource({"GET /otp/send, 200", "POST /products, 200", "POST /otp/verify, 401", "SendOtp, 200"})
  void whatIsNotAboutCodesIsSkipped(String name, String code) {
    String path = name.contains("/") ? name.substring(name.indexOf('/')) : "/otp/send";
    assertThat(ReadLog.of(request(name, "https://shop.example" + path, code, "")).skipped())
        .isEqualTo(1);
  }

  @Test
  void aMaskedAddressIsMissing() {
    String row =
        request("POST /otp/send", "https://shop.example/otp/send", "200", "'ClientIP':'0.0.0.0',");
    assertThat(ReadLog.of(row).events())
        .singleElement()
        .matches(event -> event.sourceIp() == null && event.count() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'HttpMethod':'POST'}", "'{\\\"HttpMethod\\\":\\\"POST\\\"}'"})
  void functionsKeepTheMethodAmongTheProperties(String properties) {
    String row =
        request(
            "SendOtp",
            "https://shop.example/api/otp/send",
            "200",
            "'Properties':" + properties + ",");
    assertThat(ReadLog.of(row).events())
        .singleElement()
        .matches(event -> event.operation().equals("POST /api/otp/send"));
  }

  @Test
  void readsTheOlderTableAsCsv() {
    ReadLog log =
        ReadLog.of(
            """
            timestamp [UTC],id,name,url,success,resultCode,client_IP,cloud_RoleName,itemCount,customDimensions
            "3/1/2025, 12:00:00.500 PM",r1,POST /signup/otp,https://shop.example/signup/otp,True,200,203.0.113.9,shop,2,"{""a"":""b""}"
            "3/1/2025, 12:00:01.500 PM",r2,GET /,https://shop.example/,True,200,203.0.113.9,shop,1,
            """);
    assertThat(log.summaries())
        .containsExactly(
            "requested 2025-03-01T12:00:00.500Z id=r1 flow=signup_otp provider=app ip=203.0.113.9"
                + " operation=POST /signup/otp status=200 count=2");
    assertThat(log.skipped()).isEqualTo(1);
  }

  @Test
  void aRequestForACodeWithoutAStatusIsDead() {
    assertThat(
            ReadLog.of(request("POST /otp", "https://shop.example/otp", "cancelled", ""))
                .deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("its ResultCode is no HTTP status"));
  }
}
