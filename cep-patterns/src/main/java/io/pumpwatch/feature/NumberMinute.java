package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;

/**
 * What was seen of one number in one minute: marks that add up in any order.
 *
 * @param sent whether a message was asked for, accepted or delivered
 * @param delivered whether one was reported delivered
 * @param undelivered whether one was reported undelivered or failed
 * @param receiptExpected whether a source of the minute's rows reports delivery at all
 * @param verified whether a code came back
 * @param flow the first of the flows in alphabetical order, or null
 * @param country likewise
 * @param network likewise
 */
public record NumberMinute(
    boolean sent,
    boolean delivered,
    boolean undelivered,
    boolean receiptExpected,
    boolean verified,
    String flow,
    String country,
    String network) {

  /** The marks of one row. */
  public static NumberMinute of(NumberRow row) {
    EventType type = row.type();
    return new NumberMinute(
        type == EventType.REQUESTED || type == EventType.SENT || type == EventType.DELIVERED,
        type == EventType.DELIVERED,
        type == EventType.UNDELIVERED || type == EventType.FAILED,
        row.receiptExpected(),
        type == EventType.VERIFIED,
        row.flow(),
        row.country(),
        row.network());
  }

  /** The marks of both. */
  public NumberMinute and(NumberMinute other) {
    return new NumberMinute(
        sent || other.sent,
        delivered || other.delivered,
        undelivered || other.undelivered,
        receiptExpected || other.receiptExpected,
        verified || other.verified,
        first(flow, other.flow),
        first(country, other.country),
        first(network, other.network));
  }

  private static String first(String one, String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
