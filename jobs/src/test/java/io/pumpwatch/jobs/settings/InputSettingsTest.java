package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputSettingsTest {

  @Test
  void theLimitsAreThoseOfTheDocumentation() {
    InputLimits limits = InputSettings.defaults().limits();
    assertThat(limits.maxRecordBytes()).isEqualTo(1 << 20);
    assertThat(limits.deadLetterRawBytes()).isEqualTo(4 << 10);
    assertThat(InputSettings.defaults().clientAddress().keepPrivateAddresses()).isFalse();
  }

  @Test
  void travelsWithTheJob() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(InputSettings.defaults());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(InputSettings.defaults());
    }
  }

  @Test
  void aMappingStartsWithoutConditions() {
    TrafficMapping nothing = new TrafficMapping();
    assertThat(List.of(nothing.file(), nothing.account(), nothing.tenant(), nothing.flow()))
        .containsOnly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limits: {max-record-bytes: 255}              | limits.max-record-bytes: must be at least 256, is 255
          limits: {max-json-depth: 7}                  | limits.max-json-depth: must be at least 8, is 7
          limits: {max-json-string-characters: 63}     | limits.max-json-string-characters: must be at least 64, is 63
          limits: {max-json-number-characters: 19}     | limits.max-json-number-characters: must be at least 20, is 19
          limits: {max-field-characters: 63}           | limits.max-field-characters: must be at least 64, is 63
          limits: {dead-letter-raw-bytes: -1}          | limits.dead-letter-raw-bytes: must be at least 0, is -1
          limits: {max-gzip-ratio: 0}                  | limits.max-gzip-ratio: must be at least 1, is 0
          limits: {gzip-ratio-applies-from-bytes: -1}  | limits.gzip-ratio-applies-from-bytes: must be at least 0, is -1
          client-address: {trusted-proxies: [10.0.0.0/8, 10.0.0.0/33]} | client-address.trusted-proxies[1]: must be a range of IP addresses such as 10.0.0.0/8, is 10.0.0.0/33
          client-address: {trusted-proxies: [proxy.example]} | client-address.trusted-proxies[0]: must be a range of IP addresses such as 10.0.0.0/8, is proxy.example
          web: {send-paths: [otp/send]}                | web.send-paths[0]: must begin with /, as a glob over the path, or be words of letters, digits and hyphens, is otp/send
          web: {success-paths: ['*']}                  | web.success-paths[0]: must begin with /, as a glob over the path, or be words of letters, digits and hyphens, is *
          web: {send-verbs: ['/a b']}                  | web.send-verbs[0]: must begin with /, as a glob over the path, or be words of letters, digits and hyphens, is /a b
          web: {success-verbs: ['']}                   | web.success-verbs[0]: must begin with /, as a glob over the path, or be words of letters, digits and hyphens
          web: {send-methods: [POTS]}                  | web.send-methods[0]: must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, is POTS
          web: {success-methods: [LOOK]}               | web.success-methods[0]: must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, is LOOK
          cloud-trail: {send-operations: ['']}         | cloud-trail.send-operations[0]: must not be empty
          cloud-trail: {confirm-operations: ['']}      | cloud-trail.confirm-operations[0]: must not be empty
          cloud-trail: {log-in-operations: ['']}       | cloud-trail.log-in-operations[0]: must not be empty
          cloud-trail: {sms-challenges: ['']}          | cloud-trail.sms-challenges[0]: must not be empty
          cloud-trail: {log-in-sends-code: ['']}       | cloud-trail.log-in-sends-code[0]: must not be empty
          cloud-trail: {refusals: ['']}                | cloud-trail.refusals[0]: must not be empty
          cloud-trail: {sms-topics: [otp]}             | cloud-trail.sms-topics[0]: must be a glob of an ARN, so begin with arn: or *, is otp
          cloud-trail: {send-operations: [ConfirmSignUp]} | cloud-trail.send-operations: must not name what confirm-operations names
          cloud-trail: {log-in-operations: [SignUp]}   | cloud-trail.log-in-operations: must not name what send-operations or confirm-operations name
          mappings: [{format: cloudtrial, tenant: a}]  | mappings[0].format: must be a glob or one of canonical, cloudtrail, sns-delivery, sns-usage, aws-eum, twilio-events, twilio-verify, twilio-messages, acs, acs-delivery, app-requests, vonage, infobip, messagebird, access-log, is cloudtrial
          mappings: [{format: 'mapped:app', tenant: a}] | mappings[0]: must be for a log that mapped names
          mappings: [{format: cloudtrail}]             | mappings[0].tenant: must be named, or flow must
          """)
  void refusesWhatCannotBeMeant(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly("settings.yaml:1: " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-address: {trusted-proxies: ['2001:db8::/32', 203.0.113.9]}",
        "web: {send-paths: [/v1/*/codes, one_time.code, 2FA*], send-methods: [get]}",
        "cloud-trail: {sms-topics: ['arn:aws:sns:*:otp', '*:otp']}",
        "mappings: [{format: 'twilio-*', tenant: a}, {format: CloudTrail, flow: b}, {tenant: c}]",
        "mappings: [{format: 'mapped:*', tenant: a}]"
      })
  void takesWhatCanBeMeant(String yaml) {
    assertThatNoException().isThrownBy(() -> bind(yaml));
  }

  @Test
  void reportsEveryProblemOfAFileAtOnce() {
    String yaml =
        """
        limits:
          max-record-bytes: 1
          max-json-depth: 1
        client-address:
          trusted-proxies:
            - banana
            - 10.0.0.0/99
        web:
          send-methods: [POTS]
        """;
    assertThat(problems(yaml))
        .extracting(problem -> problem.substring(0, problem.indexOf(": must")))
        .containsExactly(
            "settings.yaml:2: limits.max-record-bytes",
            "settings.yaml:3: limits.max-json-depth",
            "settings.yaml:6: client-address.trusted-proxies[0]",
            "settings.yaml:7: client-address.trusted-proxies[1]",
            "settings.yaml:9: web.send-methods[0]");
  }

  private static InputSettings bind(String yaml) {
    return SettingsBinder.bind("settings.yaml", yaml, InputSettings.defaults());
  }

  private static List<String> problems(String yaml) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> bind(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    return refusal.problems().stream().map(SettingsProblem::toString).toList();
  }
}
