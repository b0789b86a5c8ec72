package io.pumpwatch.jobs.input.history;

import io.pumpwatch.event.SmsEvent;
import java.time.Duration;

/**
 * Says which events of a split are late: those that are further behind the greatest event time
 * before them in the split than the bound allows. It depends on the split's content alone, so it
 * says the same in batch and in streaming mode, and after a restart.
 */
final class Lateness {
  private static final long NOTHING_SEEN = Long.MIN_VALUE / 2;

  private final long boundMicros;
  private long greatestMicros = NOTHING_SEEN;

  /**
   * For one split.
   *
   * @param bound null where nothing is late
   */
  Lateness(Duration bound) {
    this.boundMicros = bound == null ? Long.MAX_VALUE : bound.toNanos() / 1000;
  }

  /** Judges the next event of the split, null where the yield has none. */
  boolean judge(SmsEvent event) {
    if (event == null || boundMicros == Long.MAX_VALUE) {
      return false;
    }
    long micros = event.eventTimeMicros();
    greatestMicros = Math.max(greatestMicros, micros);
    return greatestMicros - micros > boundMicros;
  }
}
