package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsDeliveryReportFormatTest {
  private static final String TYPE = "Microsoft.Communication.SMSDeliveryReportReceived";

  private static String report(String status, String details) {
    return json(
        "{'id':'Outgoing_1','topic':'/subscriptions/S1/x','subject':'/phonenumber/12025550100',"
            + "'data':{'messageId':'Outgoing_1','from':'12025550100','to':'+12025550143',"
            + "'deliveryStatus':'"
            + status
            + "','deliveryStatusDetails':'"
            + details
            + "','receivedTimestamp':'2025-03-01T12:00:05.2855749Z','deliveryAttempts':[{"
            + "'timestamp':'2025-03-01T12:00:01.9315918Z','segmentsSucceeded':2,"
            + "'segmentsFailed':0}],'Tag':'t'},'eventType':'"
            + TYPE
            + "','eventTime':'2025-03-01T12:00:06Z'}");
  }

  @ParameterizedTest
  @CsvSource({
    "Delivered, No error., delivered, ''",
    "Failed, Invalid destination, undelivered, ' error=Invalid destination'"
  })
  void aReportIsItsOutcomeAlone(String status, String details, String expected, String error) {
    String summary =
        expected
            + " 2025-03-01T12:00:05.285574Z id=Outgoing_1 provider=acs to=+12025550143"
            + error
            + " segments=2";
    String report = report(status, details);
    assertThat(ReadLog.of(report).summaries()).containsExactly(summary);
    assertThat(ReadLog.of("[" + report + "," + report + "]").summaries())
        .containsExactly(summary, summary);
  }

  @Test
  void cloudEventsAreReadToo() {
    String cloudEvent =
        report("Delivered", "No error.")
            .replace("\"eventType\"", "\"type\"")
            .replace("\"eventTime\"", "\"time\"");
    assertThat(ReadLog.of(cloudEvent).messageIds()).containsExactly("Outgoing_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.Communication.SMSReceived",
        "Microsoft.EventGrid.SubscriptionValidationEvent"
      })
  void otherEventsAreSkipped(String type) {
    assertThat(ReadLog.of(report("Delivered", "").replace(TYPE, type)).skipped()).isEqualTo(1);
  }

  @Test
  void aReportWithoutAStatusIsDead() {
    assertThat(ReadLog.of(json("{'eventType':'" + TYPE + "','data':{}}")).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("it has no data with a deliveryStatus"));
  }
}
