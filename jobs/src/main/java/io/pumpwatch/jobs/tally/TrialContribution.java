package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficKeys;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrialIncrement;
import java.util.function.Consumer;

/** What a decided number session adds: itself, to every key its number stands under. */
public record TrialContribution() implements TallyContribution<TrialIncrement> {

  @Override
  public long time(TrialIncrement element) {
    return element.time();
  }

  @Override
  public void keys(TrialIncrement element, Consumer<TrafficKey> keys) {
    TrafficKeys.of(element, keys);
  }

  @Override
  public void add(TrialIncrement element, TrafficKey key, TrafficTally tally) {
    if (key.is(Grain.BLOCK_COHORT)) {
      // No event counts for it: whether a block is new is not known where events are read.
      tally.addWithSends(element);
    } else if (key.is(Grain.SOURCE_IP)) {
      tally.addWithCountry(element);
    } else {
      tally.add(element);
    }
  }
}
