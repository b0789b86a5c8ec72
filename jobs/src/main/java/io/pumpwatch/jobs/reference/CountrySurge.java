package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Vonage Fraud Defender, volumetric alert: the last 12 hours of a country hold more than 1 000
 * messages and are more than 6 standard deviations above the mean of the last 90 days.
 *
 * <p>Looked at each full hour, against all such spans that ended 12 hours before or earlier; silent
 * until a week of them is known. Blind to countries with less traffic and to attacks that grow
 * slowly; a launch or campaign sets it off.
 */
record CountrySurge() implements ReferenceRule {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SPAN_HOURS = 12;
  private static final int MOST_SPANS = 90 * 24;
  private static final int LEAST_SPANS = 7 * 24;
  private static final long MORE_THAN = 1000;
  private static final double DEVIATIONS = 6;

  @Override
  public String name() {
    return "country-surge";
  }

  @Override
  public String reference() {
    return name();
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (moment.country() != null && moment.stage() == MessageStage.SENT) {
      sightings.accept(
          Sighting.of(
              ReferenceKey.of(this, moment.tenant(), Grain.COUNTRY, moment.country()), moment));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    TreeMap<Long, Long> byHour = new TreeMap<>();
    for (Sighting sighting : sightings) {
      byHour.merge(Math.floorDiv(sighting.time(), HOUR), 1L, Long::sum);
    }
    List<Alarm> alarms = new ArrayList<>();
    OncePerWindow once = new OncePerWindow(Duration.ofHours(SPAN_HOURS));
    Past past = new Past();
    Deque<Long> recent = new ArrayDeque<>();
    for (long hour = byHour.firstKey(); hour <= byHour.lastKey(); hour++) {
      long count = sum(byHour.subMap(hour - SPAN_HOURS, false, hour, true));
      long now = (hour + 1) * HOUR;
      double limit = Math.max(MORE_THAN, past.limit());
      if (past.isKnown() && count > limit && once.mayFire(now)) {
        alarms.add(
            new Alarm(
                sightings.get(0).key(),
                now - SPAN_HOURS * HOUR,
                now,
                now,
                Severity.MEDIUM,
                count,
                limit));
      }
      recent.addLast(count);
      if (recent.size() >= SPAN_HOURS) {
        past.add(recent.removeFirst());
      }
    }
    return alarms;
  }

  private static long sum(Map<Long, Long> hours) {
    return hours.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The counts of spans in the past. */
  private static final class Past {
    private final Deque<Long> counts = new ArrayDeque<>();
    private double sum;
    private double squares;

    void add(long count) {
      counts.addLast(count);
      sum += count;
      squares += (double) count * count;
      if (counts.size() > MOST_SPANS) {
        long oldest = counts.removeFirst();
        sum -= oldest;
        squares -= (double) oldest * oldest;
      }
    }

    boolean isKnown() {
      return counts.size() >= LEAST_SPANS;
    }

    double limit() {
      double mean = sum / counts.size();
      return mean + DEVIATIONS * Math.sqrt(Math.max(0, squares / counts.size() - mean * mean));
    }
  }
}
