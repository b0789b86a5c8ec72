package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficKeys;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrialRules;
import java.util.function.Consumer;

/**
 * What an event adds: itself, to every key it has.
 *
 * @param rules which flows ask for a code back
 */
public record EventContribution(TrialRules rules) implements TallyContribution<ObservedEvent> {

  @Override
  public long time(ObservedEvent element) {
    return element.event().eventTimeMillis();
  }

  @Override
  public void keys(ObservedEvent element, Consumer<TrafficKey> keys) {
    TrafficKeys.of(element.event(), rules, keys);
  }

  @Override
  public void add(ObservedEvent element, TrafficKey key, TrafficTally tally) {
    tally.add(element);
  }
}
