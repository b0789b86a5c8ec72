package io.pumpwatch.jobs.input;

import io.pumpwatch.event.SmsEvent;
import java.io.Serializable;
import java.time.Instant;

/**
 * The event times that are wanted, in microseconds since the epoch.
 *
 * @param fromMicros inclusive
 * @param toMicros exclusive
 */
public record TimeRange(long fromMicros, long toMicros) implements Serializable {

  /** Every event time. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Refuses a range that ends before it starts. */
  public TimeRange {
    if (toMicros < fromMicros) {
      throw new IllegalArgumentException("the range of event time ends before it starts");
    }
  }

  /**
   * The range between two instants.
   *
   * @param from inclusive, null for no bound
   * @param to exclusive, null for no bound
   */
  public static TimeRange between(Instant from, Instant to) {
    return new TimeRange(
        from == null ? ALL.fromMicros : SmsEvent.toMicros(from),
        to == null ? ALL.toMicros : SmsEvent.toMicros(to));
  }

  /** Whether a time is wanted. */
  public boolean contains(long micros) {
    return micros >= fromMicros && micros < toMicros;
  }

  /** Whether any time of a span, both ends inclusive, is wanted. */
  public boolean meets(long firstMicros, long lastMicros) {
    return lastMicros >= fromMicros && firstMicros < toMicros;
  }
}
