package io.pumpwatch.jobs.reference;

import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;

/** A limit on a sliding window, which fires once a window at most. Mutable. */
final class Threshold {
  private final Duration window;
  private final OncePerWindow once;
  private final List<Alarm> alarms;

  /** Adds its alarms to those given. */
  Threshold(Duration window, List<Alarm> alarms) {
    this.window = window;
    this.once = new OncePerWindow(window);
    this.alarms = alarms;
  }

  /** Fires where the count of the window that ends with the sighting is over the limit. */
  void check(Sighting sighting, long count, double limit) {
    if (count > limit && once.mayFire(sighting.time())) {
      alarms.add(
          new Alarm(
              sighting.key(),
              sighting.time() - window.toMillis(),
              sighting.time() + 1,
              sighting.time(),
              Severity.MEDIUM,
              count,
              limit));
    }
  }
}
