package io.pumpwatch.jobs.reference;

import io.pumpwatch.finding.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A count in windows side by side, as a scheduled search takes it. It fires as soon as the count
 * reaches the least that counts, although a search would see that only after the window.
 *
 * @param window length of a window; they begin at multiples of it since the epoch
 * @param least the least count that fires
 */
record CountPerWindow(Duration window, long least) implements Serializable {

  /** The alarms, all of one severity. */
  List<Alarm> alarms(List<Sighting> sightings, Severity severity) {
    return alarms(sightings, count -> severity);
  }

  /** The alarms, their severity by the whole window's count. */
  List<Alarm> alarms(List<Sighting> sightings, LongFunction<Severity> severity) {
    List<Alarm> alarms = new ArrayList<>();
    int from = 0;
    while (from < sightings.size()) {
      long start = start(sightings.get(from));
      long count = 0;
      Sighting decided = null;
      int to = from;
      while (to < sightings.size() && start(sightings.get(to)) == start) {
        count += sightings.get(to).count();
        if (decided == null && count >= least) {
          decided = sightings.get(to);
        }
        to++;
      }
      if (decided != null) {
        alarms.add(
            new Alarm(
                decided.key(),
                start,
                start + window.toMillis(),
                decided.time(),
                severity.apply(count),
                count,
                least));
      }
      from = to;
    }
    return alarms;
  }

  private long start(Sighting sighting) {
    return Math.floorDiv(sighting.time(), window.toMillis()) * window.toMillis();
  }
}
