package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfobipFormatTest {
  private static final String REST = " id=I1 provider=infobip to=+447700900123 network=234-10";
  private static final String SENT =
      "sent 2025-03-01T12:00:00Z" + REST + " segments=2 micro-usd=20000";

  private static String report(String group, String name, String error, String currency) {
    return json(
        "{'bulkId':'b','messageId':'I1','to':'447700900123','sentAt':"
            + "'2025-03-01T13:00:00.000+0100','doneAt':'2025-03-01T13:00:05.250+0100',"
            + "'smsCount':2,'mccMnc':'23410','price':{'pricePerMessage':0.01,'currency':'"
            + currency
            + "'},'status':{'groupId':3,'groupName':'"
            + group
            + "','name':'"
            + name
            + "'},'error':{'groupId':0,'name':'"
            + error
            + "'}}");
  }

  @Test
  void aDeliveryIsSentAndDelivered() {
    String delivered = "delivered 2025-03-01T12:00:05.250Z" + REST + " segments=2";
    String report = report("DELIVERED", "DELIVERED_TO_HANDSET", "NO_ERROR", "USD");
    assertThat(ReadLog.of(report).summaries()).containsExactly(SENT, delivered);
    ReadLog list = ReadLog.of(json("{'results':[") + report + "," + report + "]}");
    assertThat(list.summaries()).containsExactly(SENT, delivered, SENT, delivered);
    assertThat(list.records()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "UNDELIVERABLE, UNDELIVERABLE_NOT_DELIVERED, EC_ABSENT_SUBSCRIBER, EC_ABSENT_SUBSCRIBER",
    "EXPIRED, EXPIRED_DLR_UNKNOWN, NO_ERROR, EXPIRED_DLR_UNKNOWN"
  })
  void whatDidNotArriveWasSent(String group, String name, String error, String expected) {
    assertThat(ReadLog.of(report(group, name, error, "USD")).summaries())
        .containsExactly(
            SENT,
            "undelivered 2025-03-01T12:00:05.250Z" + REST + " error=" + expected + " segments=2");
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, REJECTED_NETWORK, NO_ERROR, failed",
    "REJECTED, REJECTED_FLOODING_FILTER, EC_DESTINATION_TXT_FLOODING, blocked",
    "UNDELIVERABLE, UNDELIVERABLE_REJECTED_OPERATOR, EC_REJECTED_SPAM_BY_OPERATOR, blocked"
  })
  void whatWasRejectedWasNotSent(String group, String name, String error, String expected) {
    assertThat(ReadLog.of(report(group, name, error, "USD")).summaries())
        .singleElement()
        .asString()
        .startsWith(expected + " 2025-03-01T12:00:05.250Z");
  }

  @ParameterizedTest
  @CsvSource({"PENDING, PENDING_ENROUTE", "DELIVERED, DELIVERED_TO_OPERATOR"})
  void whatIsOnTheWayGivesNothing(String group, String name) {
    assertThat(ReadLog.of(report(group, name, "NO_ERROR", "USD")).skipped()).isEqualTo(1);
  }

  @Test
  void onlyDollarsAreAPrice() {
    assertThat(ReadLog.of(report("DELIVERED", "DELIVERED_TO_HANDSET", "NO_ERROR", "EUR")).events())
        .allMatch(event -> event.priceMicroUsd() == null);
  }

  @Test
  void anUnknownGroupIsDead() {
    assertThat(ReadLog.of(report("TELEPORTED", "X", "NO_ERROR", "USD")).deadLetters())
        .singleElement()
        .matches(
            letter -> letter.reason().equals("its status group is none that is known: TELEPORTED"));
  }
}
