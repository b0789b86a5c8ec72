package io.pumpwatch.jobs.message;

import io.pumpwatch.event.SmsEvent;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One row out of several that say the same of one message. Field by field, so that the order in
 * which rows are taken plays no part: the earliest time; of texts the one that is filled, the first
 * in the order of characters where two differ; of prices, parts and counts the greatest.
 */
final class MergedRow {

  private MergedRow() {}

  /** Merges two rows of one message and one type. */
  static SmsEvent of(SmsEvent one, SmsEvent other) {
    Pair rows = new Pair(one, other);
    return SmsEvent.ofMicros(
            Math.min(one.eventTimeMicros(), other.eventTimeMicros()), one.eventType())
        .messageId(one.messageId())
        .tenant(one.tenant())
        .flow(rows.least(SmsEvent::flow))
        .channel(rows.least(SmsEvent::channel))
        .provider(rows.least(SmsEvent::provider))
        .identity(rows.least(SmsEvent::identity))
        .region(rows.least(SmsEvent::region))
        .destination(rows.least(SmsEvent::destination))
        .country(rows.least(SmsEvent::country))
        .network(rows.least(SmsEvent::network))
        .sourceIp(rows.least(SmsEvent::sourceIp))
        .userId(rows.least(SmsEvent::userId))
        .userAgent(rows.least(SmsEvent::userAgent))
        .operation(rows.least(SmsEvent::operation))
        .errorCode(rows.least(SmsEvent::errorCode))
        .statusCode(rows.least(SmsEvent::statusCode))
        .segments(Math.max(one.segments(), other.segments()))
        .priceMicroUsd(rows.greatest(SmsEvent::priceMicroUsd))
        .secondsToVerify(rows.least(SmsEvent::secondsToVerify))
        .count(Math.max(one.count(), other.count()))
        .build();
  }

  private record Pair(SmsEvent one, SmsEvent other) {

    <T extends Comparable<T>> T least(Function<SmsEvent, T> field) {
      return filled(field, BinaryOperator.minBy(Comparator.naturalOrder()));
    }

    <T extends Comparable<T>> T greatest(Function<SmsEvent, T> field) {
      return filled(field, BinaryOperator.maxBy(Comparator.naturalOrder()));
    }

    private <T> T filled(Function<SmsEvent, T> field, BinaryOperator<T> choice) {
      T first = field.apply(one);
      T second = field.apply(other);
      if (first == null || second == null) {
        return first == null ? second : first;
      }
      return choice.apply(first, second);
    }
  }
}
