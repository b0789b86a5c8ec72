package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndUserMessagingFormatTest {
  private static final String SENT =
      "sent 2025-03-01T12:00:00Z id=m1 provider=aws_eum to=+447700900123 country=GB network=234-10"
          + " segments=2 micro-usd=81000";

  private static String event(String type, boolean isFinal) {
    return json(
        "{'eventType':'"
            + type
            + "','eventVersion':'1.0','eventTimestamp':1740830405407,'isFinal':"
            + isFinal
            + ",'originationPhoneNumber':'ACME','destinationPhoneNumber':'+447700900123',"
            + "'isoCountryCode':'GB','mcc':'234','mnc':'10','messageId':'m1',"
            + "'messageRequestTimestamp':1740830400000,'totalMessageParts':2,"
            + "'totalMessagePrice':0.075,'totalCarrierFee':0.006}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEXT_QUEUED", "TEXT_PENDING"})
  void whatIsOnTheWayWasRequested(String type) {
    assertThat(ReadLog.of(event(type, false)).summaries())
        .singleElement()
        .asString()
        .startsWith("requested 2025-03-01T12:00:05.407Z id=m1 provider=aws_eum to=+447700900123");
  }

  @Test
  void theFinalEventTellsOfTheSendingToo() {
    assertThat(ReadLog.of(event("TEXT_DELIVERED", true)).summaries())
        .containsExactly(
            SENT,
            "delivered 2025-03-01T12:00:05.407Z id=m1 provider=aws_eum to=+447700900123 country=GB"
                + " network=234-10 segments=2");
    assertThat(ReadLog.of(event("TEXT_SUCCESSFUL", true)).summaries()).containsExactly(SENT);
  }

  @Test
  void aMessageWithAllItsEventsIsSentOnce() {
    String log =
        String.join(
            "\n",
            event("TEXT_PENDING", false),
            event("TEXT_SUCCESSFUL", false),
            event("TEXT_DELIVERED", true));
    assertThat(ReadLog.of(log).events())
        .extracting(event -> event.eventType().word())
        .containsExactly("requested", "sent", "delivered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVALID",
        "INVALID_MESSAGE",
        "UNREACHABLE",
        "CARRIER_UNREACHABLE",
        "TTL_EXPIRED",
        "UNKNOWN"
      })
  void whatDidNotArriveWasSentAndPaidFor(String status) {
    List<String> summaries = ReadLog.of(event("TEXT_" + status, true)).summaries();
    assertThat(summaries).hasSize(2);
    assertThat(summaries.get(0)).isEqualTo(SENT);
    assertThat(summaries.get(1)).startsWith("undelivered").contains(" error=" + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BLOCKED", "CARRIER_BLOCKED", "PROTECT_BLOCKED", "SPAM"})
  void whatWasRefusedWasNotSent(String status) {
    assertThat(ReadLog.of(event("TEXT_" + status, true)).summaries())
        .singleElement()
        .asString()
        .startsWith("blocked 2025-03-01T12:00:05.407Z")
        .contains(" error=" + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VOICE_INITIATED", "MEDIA_DELIVERED"})
  void otherMessagesAreSkipped(String type) {
    assertThat(ReadLog.of(event(type, true)).skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"+447700900123\"', '\"+4477XXXXXXX\"', ' provider=aws_eum country=GB'",
    "'\"mcc\":\"234\",', '', ' to=+447700900123 country=GB segments=2'",
    "1740830405407, 1740830405, 'delivered 2025-03-01T12:00:05Z'"
  })
  void readsWhatRecordedEventsHave(String from, String to, String expected) {
    assertThat(ReadLog.of(event("TEXT_DELIVERED", true).replace(from, to)).summaries().get(1))
        .contains(expected);
  }

  @Test
  void anUnknownStatusIsDead() {
    assertThat(ReadLog.of(event("TEXT_TELEPORTED", true)).deadLetters())
        .singleElement()
        .matches(
            letter ->
                letter.reason().equals("its eventType is none that is known: TEXT_TELEPORTED"));
  }

  @Test
  void arrivesInSeveralEnvelopes() {
    String event = event("TEXT_DELIVERED", true);
    String text = event.replace("\"", "\\\"");
    List<String> plain = ReadLog.of(event).summaries();
    assertThat(ReadLog.of(json("{'account':'111122223333','detail':") + event + "}").summaries())
        .isEqualTo(plain);
    assertThat(
            ReadLog.of(json("{'Type':'Notification','Message':'") + text + json("'}")).summaries())
        .isEqualTo(plain);
    assertThat(
            ReadLog.of(
                    json("{'messageType':'DATA_MESSAGE','logEvents':[{'timestamp':1,'message':'")
                        + text
                        + json("'}]}"))
                .summaries())
        .isEqualTo(plain);
  }
}
