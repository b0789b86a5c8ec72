package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioEventsFormatTest {
  private static final String TYPE = "com.twilio.messaging.message.";

  private static String event(String type, String data) {
    return json(
        "{'specversion':'1.0','type':'"
            + type
            + "','time':'2025-03-01T11:00:00Z','data':{'messageSid':'SM1',"
            + "'timestamp':'2025-03-01T12:00:00.000Z','accountSid':'AC1',"
            + "'from':'+12025550100','to':'+12025550143',"
            + data
            + "'eventName':'x'}}");
  }

  @ParameterizedTest
  @CsvSource({
    "queued, requested",
    "sent, sent",
    "delivered, delivered",
    "undelivered, undelivered",
    "failed, failed"
  })
  void theTypeDecidesAndNotTheStatus(String type, String expected) {
    ReadLog log = ReadLog.of(event(TYPE + type, "'messageStatus':'QUEUED',"));
    assertThat(log.summaries())
        .containsExactly(
            expected
                + " 2025-03-01T12:00:00Z id=SM1 provider=twilio identity=AC1 to=+12025550143"
                + " operation="
                + TYPE
                + type);
  }

  @ParameterizedTest
  @CsvSource({"30450, blocked", "'\"30453\"', blocked", "30003, undelivered"})
  void suspectedPumpingIsABlock(String code, String expected) {
    assertThat(ReadLog.of(event(TYPE + "undelivered", "'errorCode':" + code + ",")).summaries())
        .singleElement()
        .asString()
        .startsWith(expected)
        .endsWith("error=" + code.replace("\"", ""));
  }

  @Test
  void theNetworkOfTheSenderIsNotTaken() {
    ReadLog log = ReadLog.of(event(TYPE + "sent", "'mcc':'310','mnc':'090','numberOfSegments':2,"));
    assertThat(log.events())
        .singleElement()
        .matches(event -> event.network() == null && event.segments() == 2);
  }

  @Test
  void thePrefixOfTheAddressIsTheChannel() {
    String event = event(TYPE + "sent", "").replace("+12025550143", "whatsapp:+12025550143");
    assertThat(ReadLog.of(event).summaries())
        .singleElement()
        .asString()
        .contains("channel=whatsapp", "to=+12025550143");
  }

  @Test
  void readsListsAndSkipsOtherTypes() {
    ReadLog log =
        ReadLog.of(
            "["
                + event(TYPE + "sent", "")
                + ","
                + event("com.twilio.messaging.inbound-message.received", "")
                + "]");
    assertThat(log.messageIds()).containsExactly("SM1");
    assertThat(log.skipped()).isEqualTo(1);
  }

  @Test
  void aMessageWithoutATimeIsDead() {
    String event = json("{'type':'" + TYPE + "sent','data':{'messageSid':'SM1'}}");
    assertThat(ReadLog.of(event).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("it has no time"));
  }
}
