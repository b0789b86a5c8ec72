package io.pumpwatch.jobs.reference;

import java.time.Duration;

/** Lets a rule that looks at a sliding window fire once a window at most. Mutable. */
final class OncePerWindow {
  private final long window;
  private Long last;

  OncePerWindow(Duration window) {
    this.window = window.toMillis();
  }

  /** Whether it may fire at that time, which then counts as fired. */
  boolean mayFire(long now) {
    if (last != null && now - last < window) {
      return false;
    }
    last = now;
    return true;
  }
}
