package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBirdFormatTest {

  private static String query(String status, String time) {
    return "id=B1&reference=r&recipient=447700900123&status="
        + status
        + "&statusDatetime="
        + time
        + "&mccmnc=23410&price[amount]=0.075&price[currency]=USD&messagePartCount=2"
        + "&statusErrorCode=103";
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-01T12:00:00%2B00:00", "2025-03-01T12:00:00+00:00"})
  void theReportOfTheSendingGivesSent(String time) {
    assertThat(ReadLog.of(query("sent", time)).summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00Z id=B1 provider=messagebird to=+447700900123 network=234-10"
                + " segments=2 micro-usd=75000");
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, delivered, ''",
    "expired, undelivered, ' error=103'",
    "delivery_failed, undelivered, ' error=103'"
  })
  void laterReportsGiveTheirOutcomeAlone(String status, String expected, String error) {
    assertThat(ReadLog.of(query(status, "2025-03-01T12:00:05Z")).summaries())
        .containsExactly(
            expected
                + " 2025-03-01T12:00:05Z id=B1 provider=messagebird to=+447700900123"
                + " network=234-10"
                + error
                + " segments=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduled", "buffered"})
  void whatIsOnTheWayGivesNothing(String status) {
    assertThat(ReadLog.of(query(status, "2025-03-01T12:00:05Z")).skipped()).isEqualTo(1);
  }

  @Test
  void readsJsonWithEitherFormOfPrice() {
    String flat =
        json(
            "{'id':'B1','recipient':447700900123,'status':'sent','statusDatetime':"
                + "'2025-03-01T12:00:00+00:00','price[amount]':0.075,'price[currency]':'USD'}");
    String nested =
        json(
            "{'id':'B1','recipient':'447700900123','status':'sent','statusDatetime':"
                + "'2025-03-01T12:00:00+00:00','price':{'amount':0.075,'currency':'usd'}}");
    assertThat(ReadLog.of(flat).summaries())
        .isEqualTo(ReadLog.of(nested).summaries())
        .singleElement()
        .asString()
        .endsWith("micro-usd=75000");
  }

  @Test
  void onlyDollarsAreAPrice() {
    assertThat(ReadLog.of(query("sent", "2025-03-01T12:00:00Z").replace("USD", "EUR")).events())
        .allMatch(event -> event.priceMicroUsd() == null);
  }

  @Test
  void aReportWithoutATimeIsDead() {
    assertThat(ReadLog.of(query("sent", "")).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("it has no time"));
  }
}
