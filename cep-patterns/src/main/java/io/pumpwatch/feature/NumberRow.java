package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;

/**
 * The slim row that the stage keyed by number takes.
 *
 * @param tenant whose traffic
 * @param number destination as a number
 * @param time event time, milliseconds since the epoch
 * @param type what happened
 * @param receiptExpected whether the row's source reports delivery
 * @param flow or null
 * @param country or null
 * @param network or null
 */
public record NumberRow(
    String tenant,
    long number,
    long time,
    EventType type,
    boolean receiptExpected,
    String flow,
    String country,
    String network) {

  /** The key of the number's sessions. */
  public NumberKey key() {
    return new NumberKey(tenant, number);
  }
}
