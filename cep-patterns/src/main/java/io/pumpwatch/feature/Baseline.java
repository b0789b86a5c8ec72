package io.pumpwatch.feature;

import java.io.Serializable;

/** What is normal, per key and time. */
public interface Baseline extends Serializable {

  /**
   * The expectation for a key in the window that starts then.
   *
   * @param key the traffic key
   * @param windowStart milliseconds since the epoch
   */
  Expectation expect(TrafficKey key, long windowStart);
}
