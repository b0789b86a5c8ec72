package io.pumpwatch.feature;

/**
 * How a block fared over a stretch of clock hours that ends with the current one.
 *
 * @param numbers distinct numbers sent to
 * @param failed failed trials less those taken back
 * @param succeeded successful trials
 * @param entries codes whose time from delivery to entry is known
 * @param meanLogEntry mean of the natural logarithm of those times in seconds
 * @param varianceLogEntry their variance, sum of squares over {@code entries − 1}
 */
public record RecentTrials(
    int numbers,
    long failed,
    long succeeded,
    long entries,
    double meanLogEntry,
    double varianceLogEntry) {
  /** Nothing happened. */
  public static final RecentTrials NONE = new RecentTrials(0, 0, 0, 0, 0, 0);

  /** Trials that were judged. */
  public long trials() {
    return failed + succeeded;
  }
}
