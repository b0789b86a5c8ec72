package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsUsageFormatTest {
  private static final String HEADER =
      "PublishTimeUTC,MessageId,DestinationPhoneNumber,MessageType,DeliveryStatus,PriceInUSD,"
          + "PartNumber,TotalParts\n";

  private static String row(String number, String status, String part, String parts) {
    return "2025-03-01T12:00:00.476Z,m1,"
        + number
        + ",Promotional,"
        + status
        + ",0.00645,"
        + part
        + ","
        + parts
        + "\n";
  }

  @ParameterizedTest
  @CsvSource({
    "12025550143, to=+12025550143",
    "+12025550143, to=+12025550143",
    "1XXX5550143, ''",
    "'', ''"
  })
  void aRowIsSentAndDelivered(String number, String destination) {
    String to = destination.isEmpty() ? "" : " " + destination;
    ReadLog log =
        ReadLog.of(HEADER + row(number, "Message has been accepted by phone carrier", "0", "1"));
    assertThat(log.summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00.476Z id=m1 provider=aws_sns" + to + " micro-usd=6450",
            "delivered 2025-03-01T12:00:00.476Z id=m1 provider=aws_sns" + to);
  }

  @ParameterizedTest
  @CsvSource({
    "Message has been accepted by phone, delivered",
    "Delivered, delivered",
    "Phone is currently unreachable/unavailable, undelivered",
    "Blocked as spam by phone carrier, undelivered"
  })
  void theWordsTellWhatBecameOfIt(String status, String expected) {
    assertThat(ReadLog.of(HEADER + row("12025550143", status, "1", "1")).events().get(1))
        .matches(event -> event.eventType().word().equals(expected))
        .matches(event -> expected.equals("delivered") == (event.errorCode() == null));
  }

  @Test
  void theFirstPartStandsForTheMessage() {
    ReadLog log =
        ReadLog.of(
            HEADER
                + row("12025550143", "Delivered", "1", "3")
                + row("12025550143", "Delivered", "2", "3")
                + row("12025550143", "Delivered", "3", "3"));
    assertThat(log.summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00.476Z id=m1 provider=aws_sns to=+12025550143 segments=3"
                + " micro-usd=19350",
            "delivered 2025-03-01T12:00:00.476Z id=m1 provider=aws_sns to=+12025550143"
                + " segments=3");
    assertThat(log.skipped()).isEqualTo(2);
  }

  @Test
  void aRowWithoutATimeIsDeadAndTellsItsLine() {
    ReadLog log =
        ReadLog.of(
            HEADER
                + row("12025550143", "Delivered", "1", "1")
                + row("12025550143", "Delivered", "1", "1").replace("2025-03-01T12", "yesterday"));
    assertThat(log.events()).hasSize(2);
    assertThat(log.deadLetters())
        .singleElement()
        .matches(letter -> letter.position().equals("line 3"))
        .matches(letter -> letter.reason().equals("its time cannot be read: yesterday:00:00.476Z"));
  }
}
