package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioVerifyFormatTest {
  private static final String TYPE = "com.twilio.accountsecurity.verify.";
  private static final String ATTEMPTS =
      "'send_code_attempts':{'count':2,'attempts':["
          + "{'time':'2025-03-01T11:58:00Z','channel':'SMS','attempt_sid':'VL1'},"
          + "{'time':'2025-03-01T11:59:30Z','channel':'CALL','attempt_sid':'VL2'}]},";

  private static ReadLog read(String type, String data) {
    return ReadLog.of(
        json(
            "{'specversion':'1.0','type':'"
                + TYPE
                + type
                + "','time':'2025-03-01T12:00:00Z','data':{'account_sid':'AC1',"
                + "'service_sid':'VA1','verification_sid':'VE1','to':'+12025550143',"
                + data
                + "'created_at':'2025-03-01T11:58:00Z'}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "verification.pending, sent",
    "verification_pending, sent",
    "verification.approved, verified",
    "verification_approved, verified",
    "message.delivered, delivered",
    "message.undelivered, undelivered"
  })
  void readsVerifications(String type, String expected) {
    assertThat(read(type, "'country':'US',").summaries())
        .singleElement()
        .asString()
        .startsWith(
            expected
                + " 2025-03-01T12:00:00Z id=VE1 provider=twilio_verify identity=VA1"
                + " to=+12025550143 country=US operation="
                + TYPE
                + type);
  }

  @ParameterizedTest
  @CsvSource({
    "verification.canceled",
    "verification.expired",
    "verification.max-attempts-reached",
    "verification.max_attempts_reached",
    "message.sent"
  })
  void theAbsenceOfAnApprovalIsTheSignal(String type) {
    ReadLog log = read(type, "");
    assertThat(log.yields()).singleElement().matches(yield -> yield.isSkipped());
  }

  @Test
  void theFraudGuardBlocks() {
    assertThat(read("message.failed", "'error_code':'60410',").summaries())
        .singleElement()
        .asString()
        .startsWith("blocked")
        .endsWith("error=60410");
  }

  @Test
  void aCodeSentAgainIsAnotherMessage() {
    assertThat(read("verification.pending", ATTEMPTS).summaries())
        .singleElement()
        .asString()
        .contains("id=VL2", "channel=voice");
  }

  @Test
  void theTimeToVerifyRunsFromTheLatestSend() {
    assertThat(
            read("verification.approved", ATTEMPTS + "'verified_at':'2025-03-01T12:00:00.5Z',")
                .summaries())
        .singleElement()
        .asString()
        .startsWith("verified 2025-03-01T12:00:00.500Z")
        .endsWith("seconds=30.5");
  }

  @Test
  void theSwappedNetworkCodesAreNotTaken() {
    assertThat(read("message.delivered", "'mnc':'460','mcc':'05',").events())
        .singleElement()
        .matches(event -> event.network() == null);
  }
}
