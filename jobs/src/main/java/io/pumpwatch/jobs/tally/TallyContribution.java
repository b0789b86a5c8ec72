package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * What an element adds to which tallies.
 *
 * @param <T> type of the element
 */
public interface TallyContribution<T> extends Serializable {

  /** Event time of the element, milliseconds since the epoch. */
  long time(T element);

  /** Names every key that the element counts for. */
  void keys(T element, Consumer<TrafficKey> keys);

  /** Adds the element to the tally of one of its keys. */
  void add(T element, TrafficKey key, TrafficTally tally);
}
