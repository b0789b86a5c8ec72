package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;

/** Every single alarm of the published rules, before alarms that touch become one finding. */
public final class ReferenceAlarms {
  private final ReferenceRules rules = new ReferenceRules(TrialRules.defaults());
  private final RowSightings seeing = new RowSightings(rules.rules());
  private final List<Sighting> sightings = new ArrayList<>();

  /** Takes the alarms of one window. */
  @FunctionalInterface
  public interface Visitor {
    /** An alarm, its window's start in milliseconds since the epoch. */
    void alarm(String rule, String tenant, long windowStart, double score);
  }

  /** Shows an event to the rules that look at rows of logs. */
  public void see(SmsEvent event) {
    seeing.flatMap(
        new ObservedEvent(event, ObservedEvent.numberOf(event.destination()), null, 0, false),
        new ListCollector<>(sightings));
  }

  /** Tells the alarms over all that was seen, in no order. */
  public void visit(Visitor visitor) {
    Map<ReferenceKey, List<Sighting>> byKey = new HashMap<>();
    sightings.forEach(
        sighting -> byKey.computeIfAbsent(sighting.key(), key -> new ArrayList<>()).add(sighting));
    byKey.forEach(
        (key, seen) -> {
          seen.sort(Comparator.comparingLong(Sighting::time));
          rules
              .named(key.rule())
              .alarms(seen)
              .forEach(
                  alarm ->
                      visitor.alarm(key.rule(), key.tenant(), alarm.windowStart(), alarm.score()));
        });
  }
}
