package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;

/**
 * What was seen of one number in one minute: marks that add up in any order.
 *
 * @param requested whether an application asked for a message
 * @param accepted whether a provider accepted one
 * @param delivered whether one was reported delivered
 * @param undelivered whether one was reported undelivered or failed
 * @param receiptExpected whether a source of the minute's rows reports delivery at all
 * @param verified whether a code came back
 * @param deliveredAt when the first was delivered, milliseconds since the epoch; 0 where none was
 * @param verifiedAt when the first code came back, likewise
 * @param flow the first of the flows in alphabetical order, or null
 * @param country likewise
 * @param network likewise
 * @param client likewise the client that asked, {@link ClientNetworks#client}
 * @param identity likewise the credential
 */
public record NumberMinute(
    boolean requested,
    boolean accepted,
    boolean delivered,
    boolean undelivered,
    boolean receiptExpected,
    boolean verified,
    long deliveredAt,
    long verifiedAt,
    String flow,
    String country,
    String network,
    String client,
    String identity) {

  /**
   * The marks of one row.
   *
   * @param receiptExpected whether the row's source reports delivery
   */
  public static NumberMinute of(ObservedEvent observed, boolean receiptExpected) {
    EventType type = observed.event().eventType();
    long time = observed.event().eventTimeMillis();
    boolean verified = type == EventType.VERIFIED;
    String address = observed.event().sourceIp();
    return new NumberMinute(
        type == EventType.REQUESTED,
        type == EventType.SENT,
        type == EventType.DELIVERED,
        type == EventType.UNDELIVERED || type == EventType.FAILED,
        receiptExpected,
        verified,
        type == EventType.DELIVERED ? time : 0,
        verified ? time : 0,
        observed.event().flow(),
        observed.event().country(),
        observed.event().network(),
        verified || address == null ? null : ClientNetworks.client(address),
        verified ? null : observed.event().identity());
  }

  /** Whether somebody wanted a message to go to the number. */
  public boolean begun() {
    return requested || accepted || delivered;
  }

  /** The marks of both. */
  public NumberMinute and(NumberMinute other) {
    return new NumberMinute(
        requested || other.requested,
        accepted || other.accepted,
        delivered || other.delivered,
        undelivered || other.undelivered,
        receiptExpected || other.receiptExpected,
        verified || other.verified,
        earlier(deliveredAt, other.deliveredAt),
        earlier(verifiedAt, other.verifiedAt),
        first(flow, other.flow),
        first(country, other.country),
        first(network, other.network),
        first(client, other.client),
        first(identity, other.identity));
  }

  static long earlier(long one, long other) {
    if (one == 0 || other == 0) {
      return one + other;
    }
    return Math.min(one, other);
  }

  private static String first(String one, String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
