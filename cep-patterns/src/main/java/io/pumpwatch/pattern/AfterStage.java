package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * The one condition that looks back: the window lies so long after the one that an earlier stage
 * matched. CEP itself sees rows, not time: two rows next to each other may be hours apart.
 */
final class AfterStage extends IterativeCondition<TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  private final String stage;
  private final long leastMillis;
  private final long mostMillis;

  private AfterStage(String stage, long leastMillis, long mostMillis) {
    this.stage = stage;
    this.leastMillis = leastMillis;
    this.mostMillis = mostMillis;
  }

  /** The window begins where the stage's window ends. */
  static AfterStage adjacent(String stage) {
    return new AfterStage(stage, 0, 0);
  }

  /** The window begins at least that long after the stage's window ends. */
  static AfterStage atLeast(String stage, long millis) {
    return new AfterStage(stage, millis, Long.MAX_VALUE);
  }

  @Override
  public boolean filter(TrafficFeatures features, Context<TrafficFeatures> context)
      throws Exception {
    for (TrafficFeatures earlier : context.getEventsForPattern(stage)) {
      long gap = features.windowStart() - earlier.windowEnd();
      if (gap < leastMillis || gap > mostMillis) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return leastMillis + " to " + mostMillis + " ms after " + stage;
  }
}
