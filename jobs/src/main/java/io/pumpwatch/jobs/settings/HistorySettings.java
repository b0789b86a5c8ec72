package io.pumpwatch.jobs.settings;

import java.time.Duration;

/**
 * How files are read.
 *
 * @param splitBytes Parquet files larger than this are read in parts, side by side
 * @param outOfOrderness an event further than this behind the greatest event time before it in its
 *     file is late and goes to {@code late-events/}; absent, nothing in a file is late, whatever
 *     its order
 */
public record HistorySettings(long splitBytes, @MayBeAbsent Duration outOfOrderness)
    implements Checked {

  /** What holds where the file is silent. */
  public static HistorySettings defaults() {
    return new HistorySettings(64L << 20, null);
  }

  @Override
  public void check(Problems problems) {
    problems.check(splitBytes >= 1 << 20, "must be at least 1048576", "splitBytes");
    problems.check(
        outOfOrderness == null || !outOfOrderness.isNegative(),
        "must not be negative",
        "outOfOrderness");
  }
}
