package io.pumpwatch.jobs.input;

import io.pumpwatch.event.SmsEvent;
import java.time.Duration;

/**
 * Says which events of a part of a file, or of a partition of a topic, are late: those that are
 * further behind the greatest event time before them than the bound allows. It depends on the
 * content alone, so it says the same in batch and in streaming mode, and after a restart from the
 * same place.
 */
public final class Lateness {
  private static final long NOTHING_SEEN = Long.MIN_VALUE / 2;
  private static final long MICROS_PER_MILLI = 1000;

  private final long boundMicros;
  private long greatestMicros = NOTHING_SEEN;

  /**
   * For one split or partition.
   *
   * @param bound null where nothing is late
   */
  public Lateness(Duration bound) {
    this.boundMicros = bound == null ? Long.MAX_VALUE : bound.toNanos() / 1000;
  }

  /** Judges the next event, null where the yield has none. */
  public boolean judge(SmsEvent event) {
    if (event == null || boundMicros == Long.MAX_VALUE) {
      return false;
    }
    long micros = event.eventTimeMicros();
    greatestMicros = Math.max(greatestMicros, micros);
    return greatestMicros - micros > boundMicros;
  }

  /**
   * No event that comes after those judged so far is at or before this time, but for late ones.
   *
   * @return milliseconds since the epoch; {@link Long#MIN_VALUE} before the first event, and where
   *     nothing is late
   */
  public long watermark() {
    return greatestMicros == NOTHING_SEEN
        ? Long.MIN_VALUE
        : Math.floorDiv(greatestMicros - boundMicros, MICROS_PER_MILLI) - 1;
  }
}
