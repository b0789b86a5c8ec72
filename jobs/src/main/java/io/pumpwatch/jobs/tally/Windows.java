package io.pumpwatch.jobs.tally;

/** The tumbling one-minute windows that all traffic is counted in. */
public final class Windows {
  /** Length of a window, milliseconds. */
  public static final long MILLIS = 60_000;

  private Windows() {}

  /** Start of the window that holds that time. */
  public static long start(long time) {
    return Math.floorDiv(time, MILLIS) * MILLIS;
  }

  /** The last millisecond of the window: once it is past, the window is complete. */
  public static long last(long windowStart) {
    return windowStart + MILLIS - 1;
  }
}
