package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedFormatTest {
  private static final String OTP_SERVICE =
      """
      mapped:
        otp-service:
          required: [ts, event.action]
          columns:
            event_time: {field: ts, time-form: epoch-millis}
            event_type:
              field: event.action
              values: {code_asked: requested, code_right: verified, code_wrong: skip}
            message_id: {field: event.id}
            destination: {field: to.0.phone, prefix: "+"}
            country: {field: to.0.country}
            network: {field: plmn}
            source_ip: {field: client.ip}
            user_id: {field: user}
            channel: {field: medium, values: {TEXT: sms}, otherwise: email}
            provider: {constant: app}
            segments: {field: parts}
            count: {field: times}
            status_code: {field: http}
            price_usd: {field: cost}
            seconds_to_verify: {field: took}
            host: {field: host}
            path: {field: path}
      """;

  private static ReadLog read(String settings, String log) {
    return read(settings, log, null);
  }

  private static ReadLog read(String settings, String log, String format) {
    return ReadLog.of(
        json(log).getBytes(StandardCharsets.UTF_8),
        format,
        SettingsBinder.bind("settings.yaml", settings, InputSettings.defaults()));
  }

  @Test
  void fieldsFillTheColumnsThatTheSettingsName() {
    ReadLog log =
        read(
            OTP_SERVICE,
            "{'ts':1740830400250,'event':{'action':'code_asked','id':17},'to':[{'phone':"
                + "'12025550143','country':'us'}],'plmn':'310004','client':{'ip':'203.0.113.9'},"
                + "'user':'u1','medium':'TEXT','parts':2,'times':'3','http':202,'cost':'0.0075',"
                + "'took':1.5,'host':'shop.example','path':'/signup/x','more':{}}");
    assertThat(log.summaries())
        .containsExactly(
            "requested 2025-03-01T12:00:00.250Z id=17 flow=signup_otp provider=app"
                + " to=+12025550143 country=US network=310-004 ip=203.0.113.9 user=u1 status=202"
                + " segments=2 micro-usd=7500 seconds=1.5 count=3");
    assertThat(log.yields()).extracting(Decoded::format).containsExactly("mapped:otp-service");
  }

  @ParameterizedTest
  @CsvSource({
    "code_asked, requested",
    "code_right, verified",
    "sent, sent",
  })
  void aValueThatIsNotMappedStandsForItself(String action, String expected) {
    ReadLog log = read(OTP_SERVICE, "{'ts':1740830400250,'event.action':'" + action + "'}");
    assertThat(log.summaries())
        .containsExactly(expected + " 2025-03-01T12:00:00.250Z provider=app");
  }

  @Test
  void whatIsToBeSkippedIs() {
    assertThat(read(OTP_SERVICE, "{'ts':1740830400250,'event':{'action':'code_wrong'}}").skipped())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'action':'x'}}               | its event_type is none that is known: x
          'action':'sent'},'parts':0} | its segments is not a whole number from 1
          'action':'sent'},'http':'?'} | its status_code is not a whole number from 0
          'action':'sent'},'cost':-1} | its price_usd is not a number from 0
          'action':'sent'},'took':'x'} | its seconds_to_verify is not a number from 0
          'action':''}}                | it has no event_type
          """)
  void whatCannotBeReadIsDead(String rest, String reason) {
    assertThat(read(OTP_SERVICE, "{'ts':1740830400250,'event':{" + rest).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {field: t}                              | '2025-03-01T13:00:00.5+01:00'
          {field: t, time-form: iso}              | '2025-03-01T12:00:00.500Z'
          {field: t, time-form: epoch-seconds}    | 1740830400.5
          {field: t, time-form: epoch-millis}     | '1740830400500'
          {field: t, time-form: epoch-micros}     | 1740830400500000
          {field: t, time-form: pattern, pattern: "d MMM uuuu HH:mm:ss.S", zone: Europe/Oslo} | '1 Mar 2025 13:00:00.5'
          {field: t, time-form: pattern, pattern: "uuuuMMdd HHmmss.S xx"} | '20250301 130000.5 +0100'
          """)
  void timesAreReadInTheFormThatTheSettingsSay(String column, String value) {
    String settings =
        "mapped: {app: {required: [t], columns: {event_time: "
            + column
            + ", event_type: {constant: sent}}}}";
    assertThat(read(settings, "{'t':" + value + "}").summaries())
        .containsExactly("sent 2025-03-01T12:00:00.500Z");
  }

  @ParameterizedTest
  @CsvSource({"{'t':'soon'}", "{'t':17}", "{'t':-1}"})
  void aTimeThatCannotBeIsDead(String log) {
    String settings =
        "mapped: {app: {required: [t], columns: {event_time: {field: t, time-form: epoch-seconds},"
            + " event_type: {constant: sent}}}}";
    assertThat(read(settings, log).deadLetters()).hasSize(1);
  }

  @Test
  void theMappingThatRequiresMoreComesFirstWhateverItsPlace() {
    String columns = "columns: {event_time: {field: t}, event_type: {constant: %s}}";
    String settings =
        "mapped: {general: {required: [t], "
            + columns.formatted("sent")
            + "}, special: {required: [t, ok], "
            + columns.formatted("verified")
            + "}}";
    ReadLog log =
        read(
            settings,
            "{'t':'2025-03-01T12:00:00Z','ok':true}\n{'t':'2025-03-01T12:00:01Z','ok':null}");
    assertThat(log.yields())
        .extracting(Decoded::format)
        .containsExactly("mapped:special", "mapped:general");
  }

  @Test
  void whatIsMappedGoesBeforeWhatPumpwatchBrings() {
    String settings =
        "mapped: {app: {required: [event_time, event_type, mine], columns: {event_time: {field:"
            + " event_time}, event_type: {field: event_type}, tenant: {field: mine}}}}";
    ReadLog log =
        read(
            settings,
            "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent','mine':'acme'}\n"
                + "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent'}");
    assertThat(log.yields()).extracting(Decoded::format).containsExactly("mapped:app", "canonical");
  }

  @Test
  void aNamedMappingRefusesWhatLacksItsFields() {
    assertThat(read(OTP_SERVICE, "{'ts':1740830400250}", "mapped:otp-service").deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("it has no event.action"));
  }
}
