package io.pumpwatch.feature;

/**
 * Times from delivery to the entry of a code, as whole numbers, so that their sums do not depend on
 * order: the logarithm of seconds and its square, both in millionths.
 */
final class EntryTimes {
  private static final double MILLIS = 1000;
  private static final double LOG_SCALE = 1e6;
  private static final double SQUARE_SCALE = 1e6;

  private EntryTimes() {}

  static long log(long millis) {
    return Math.round(Math.log(millis / MILLIS) * LOG_SCALE);
  }

  static long square(long millis) {
    double log = Math.log(millis / MILLIS);
    return Math.round(log * log * SQUARE_SCALE);
  }

  static double mean(long entries, long logs) {
    return entries == 0 ? 0 : logs / LOG_SCALE / entries;
  }

  static double variance(long entries, long logs, long squares) {
    if (entries < 2) {
      return 0;
    }
    double mean = mean(entries, logs);
    return Math.max(0, (squares / SQUARE_SCALE - entries * mean * mean) / (entries - 1));
  }
}
