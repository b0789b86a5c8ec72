package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.List;

/**
 * The rows of a record that tells what became of one message. A message that was sent gives {@code
 * sent}, with its price, and then its outcome, with its error; one that never was gives its outcome
 * alone, with both.
 */
final class ReceiptRows {

  /**
   * What became of a message.
   *
   * @param type what happened
   * @param timeMicros when, in microseconds since the epoch
   * @param errorCode the provider's code or words, or null
   */
  record Outcome(EventType type, long timeMicros, String errorCode) {}

  private ReceiptRows() {}

  /**
   * The rows of a message that was sent.
   *
   * @param event what both rows say
   * @param sentAt in microseconds since the epoch; no later than the outcome
   */
  static List<LogRow> sent(
      SmsEvent.Builder event, long sentAt, Outcome outcome, TrafficOrigin origin) {
    SmsEvent sent =
        event
            .eventType(EventType.SENT)
            .eventTimeMicros(Math.min(sentAt, outcome.timeMicros()))
            .build();
    event.priceMicroUsd(null);
    return List.of(new LogRow(sent, origin), row(event, outcome, origin));
  }

  /** The one row of a message that was not sent, or whose sending another record tells. */
  static List<LogRow> outcome(SmsEvent.Builder event, Outcome outcome, TrafficOrigin origin) {
    return List.of(row(event, outcome, origin));
  }

  private static LogRow row(SmsEvent.Builder event, Outcome outcome, TrafficOrigin origin) {
    return new LogRow(
        event
            .eventType(outcome.type())
            .eventTimeMicros(outcome.timeMicros())
            .errorCode(outcome.errorCode())
            .build(),
        origin);
  }
}
