package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;

/**
 * Folds elements into tallies of the traffic keys that they count for.
 *
 * @param <T> what is folded
 */
public final class TallyFolding<T> extends WindowFolding<T, TrafficKey, TrafficTally, TallyUpdate> {
  private static final long serialVersionUID = 1L;

  private final TallyContribution<T> contribution;

  /**
   * @param contribution what an element adds to which tallies
   * @param capacity how many partial tallies are held at most
   */
  public TallyFolding(TallyContribution<T> contribution, int capacity) {
    super(capacity);
    this.contribution = contribution;
  }

  @Override
  void fold(T element) {
    long windowStart = Windows.start(contribution.time(element));
    contribution.keys(element, key -> contribution.add(element, key, part(key, windowStart)));
  }

  @Override
  TrafficTally empty(TrafficKey key) {
    return TrafficTally.create(key);
  }

  @Override
  TallyUpdate row(TrafficKey key, long windowStart, TrafficTally tally) {
    return TallyUpdate.of(key, windowStart, tally);
  }
}
