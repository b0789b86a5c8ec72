package io.pumpwatch.feature;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How many rows of each source a tenant logged in each clock hour of the last eight days. */
final class SourceRhythm {
  private static final long HOUR = 3_600_000;
  private static final int HOURS_OF_DAY = 24;

  /** Days that a silent stretch is compared with: a whole week, weekend and all. */
  private static final int DAYS = 7;

  private static final LogSource[] SOURCES = LogSource.values();

  private final RollingSums rowsByHour =
      new RollingSums(HOUR, (DAYS + 1) * HOURS_OF_DAY, SOURCES.length);
  private long firstHour = Long.MAX_VALUE;

  /** Counts the rows of a minute. */
  void add(long time, long requests, long sends, long receipts, long successes) {
    firstHour = Math.min(firstHour, Math.floorDiv(time, HOUR));
    rowsByHour.add(time, requests, sends, receipts, successes);
  }

  /**
   * The sources that were silent throughout the clock hours before that time, each with the fewest
   * rows that the same hours held on any of the seven days before: what should have been there.
   * Silence counts from the first whole hour without a row, for a day at most.
   *
   * @param time start of an hour, milliseconds since the epoch
   */
  Map<LogSource, Long> missing(long time) {
    Map<LogSource, Long> missing = new EnumMap<>(LogSource.class);
    long now = Math.floorDiv(time, HOUR);
    if (now - HOURS_OF_DAY * DAYS - HOURS_OF_DAY < firstHour) {
      return missing;
    }
    for (LogSource source : SOURCES) {
      int silent = silentHours(source, now);
      if (silent > 0) {
        long fewest = Long.MAX_VALUE;
        for (int day = 1; day <= DAYS; day++) {
          long end = now - (long) HOURS_OF_DAY * day;
          fewest = Math.min(fewest, rowsByHour.sumOf(source.ordinal(), end - silent, end));
        }
        missing.put(source, fewest);
      }
    }
    return missing;
  }

  private int silentHours(LogSource source, long now) {
    int silent = 0;
    while (silent < HOURS_OF_DAY
        && rowsByHour.sumOf(source.ordinal(), now - silent - 1, now - silent) == 0) {
      silent++;
    }
    return silent;
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(firstHour);
    rowsByHour.write(out);
  }

  void readFrom(DataInputView in) throws IOException {
    firstHour = in.readLong();
    rowsByHour.readFrom(in);
  }
}
