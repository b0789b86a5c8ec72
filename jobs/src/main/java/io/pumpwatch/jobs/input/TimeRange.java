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

  /**
   * The times at which an event can have happened, of whatever log: from 2000 until 2100. Any other
   * is a fault of its source, such as seconds taken for milliseconds, an unset clock, or a 9999
   * that stands for "never". A row of such a time is a dead letter in every format and moves no
   * watermark.
   */
  public static final TimeRange POSSIBLE =
      between(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  /** What is said of a row of any other time. */
  public static final String IMPOSSIBLE = "its time is not between 2000 and 2100";

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
