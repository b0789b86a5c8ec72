package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.SmsEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageFormatTest {
  private static final String QUERY =
      "msisdn=447700900123&to=AcmeInc&network-code=23410&messageId=V1&price=0.03330000"
          + "&status=delivered&scts=2503011200&err-code=0&api-key=k1"
          + "&message-timestamp=2025-03-01+12%3A00%3A05";
  private static final String REST =
      " id=V1 provider=vonage identity=k1 to=+447700900123 network=234-10";
  private static final String SENT = "sent 2025-03-01T12:00:00Z" + REST;
  private static final String DELIVERED = "delivered 2025-03-01T12:00:05Z" + REST;

  private static String receipt(String status, String error) {
    return json(
        "{'msisdn':'447700900123','to':'AcmeInc','network-code':'23410','messageId':'V1',"
            + "'price':'0.03330000','status':'"
            + status
            + "','scts':'2503011200','err-code':'"
            + error
            + "','api-key':'k1','message-timestamp':'2025-03-01 12:00:05 +0000'}");
  }

  private static String line(String method, String target, int status) {
    return "203.0.113.9 - - [01/Mar/2025:12:00:06 +0000] \""
        + method
        + " "
        + target
        + " HTTP/1.1\" "
        + status
        + " 0 \"-\" \"x\"";
  }

  @Test
  void theRecipientIsMsisdnAndThePriceNamesNoCurrency() {
    assertThat(ReadLog.of(receipt("delivered", "0")).summaries()).containsExactly(SENT, DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({
    "expired, 1, undelivered",
    "unknown, 1, undelivered",
    "failed, 3, failed",
    "rejected, 9, failed"
  })
  void theFinalReceiptTellsOfTheSendingToo(String status, String error, String expected) {
    assertThat(ReadLog.of(receipt(status, error)).summaries())
        .containsExactly(SENT, expected + " 2025-03-01T12:00:05Z" + REST + " error=" + error);
  }

  @ParameterizedTest
  @CsvSource({"rejected, 22", "failed, 6"})
  void whatWasRefusedAsFraudIsBlockedAndNotSent(String status, String error) {
    assertThat(ReadLog.of(receipt(status, error)).summaries())
        .containsExactly("blocked 2025-03-01T12:00:05Z" + REST + " error=" + error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accepted", "buffered"})
  void whatIsOnTheWayGivesNothing(String status) {
    assertThat(ReadLog.of(receipt(status, "0")).skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2503011201", "2502011200"})
  void aCarriersClockThatCannotBeRightIsNotTaken(String scts) {
    SmsEvent sent =
        ReadLog.of(receipt("delivered", "0").replace("2503011200", scts)).events().get(0);
    assertThat(sent.eventTime()).hasToString("2025-03-01T12:00:05Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {QUERY, "?" + QUERY, "/webhooks/dlr?" + QUERY})
  void readsQueriesAlone(String text) {
    assertThat(ReadLog.of(text).summaries()).containsExactly(SENT, DELIVERED);
    assertThat(ReadLog.of(text, "vonage").summaries()).containsExactly(SENT, DELIVERED);
  }

  @Test
  void readsQueriesInAccessLogs() {
    assertThat(ReadLog.of(line("GET", "/dlr?" + QUERY, 200)).summaries())
        .containsExactly(SENT, DELIVERED);
    String json =
        json(
            "{'time':'2025-03-01T12:00:06Z','method':'GET','uri':'/dlr?"
                + QUERY
                + "','status':200}");
    assertThat(ReadLog.of(json).summaries()).containsExactly(SENT, DELIVERED);
  }

  @Test
  void aReceiptThatWasNotTakenComesAgain() {
    ReadLog log =
        ReadLog.of(line("GET", "/dlr?" + QUERY, 500) + "\n" + line("GET", "/dlr?" + QUERY, 200));
    assertThat(log.summaries()).containsExactly(SENT, DELIVERED);
    assertThat(log.skipped()).isEqualTo(1);
  }

  @Test
  void oneAccessLogMayHoldRequestsAndReceipts() {
    String request = line("POST", "/otp", 200);
    String receipt = line("GET", "/dlr?" + QUERY, 200);
    String other = line("GET", "/", 200);
    for (String log :
        new String[] {
          request + "\n" + other + "\n" + receipt, receipt + "\n" + other + "\n" + request
        }) {
      ReadLog read = ReadLog.of(log);
      assertThat(read.events())
          .extracting(event -> event.eventType().word())
          .containsExactlyInAnyOrder("requested", "sent", "delivered");
      assertThat(read.skipped()).isEqualTo(1);
      assertThat(ReadLog.of(log, "vonage").events()).hasSize(2);
      assertThat(ReadLog.of(log, "access-log").events()).hasSize(1);
      assertThat(ReadLog.of(log, "vonage").deadLetters()).isEmpty();
      assertThat(ReadLog.of(log, "access-log").deadLetters()).isEmpty();
    }
  }

  @Test
  void anUnknownStatusIsDead() {
    assertThat(ReadLog.of(receipt("teleported", "0")).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("its status is none that is known: teleported"));
  }
}
