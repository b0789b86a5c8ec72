package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * That somebody asks for a message.
 *
 * @param tenant whose message
 * @param flow why
 * @param attempt 1 for the first of a session
 * @param destination E.164
 * @param prefix the mobile prefix of the destination
 * @param client what asks, null where the tenant's own systems do
 * @param userId the account it is for
 * @param segments message parts
 * @param atMicros when, microseconds since the epoch
 */
public record MessageRequest(
    Tenant tenant,
    Flow flow,
    int attempt,
    String destination,
    MobilePrefix prefix,
    Client client,
    String userId,
    int segments,
    long atMicros) {

  /** A customer asks for a code for their own number. */
  public static MessageRequest code(
      Tenant tenant, Flow flow, Subscriber subscriber, long atMicros) {
    return code(
        tenant,
        flow,
        subscriber.number(),
        subscriber.prefix(),
        subscriber.client(),
        subscriber.userId(),
        atMicros);
  }

  /** Some client asks for a code for some number. */
  public static MessageRequest code(
      Tenant tenant,
      Flow flow,
      String destination,
      MobilePrefix prefix,
      Client client,
      String userId,
      long atMicros) {
    return new MessageRequest(tenant, flow, 1, destination, prefix, client, userId, 1, atMicros);
  }

  /** The tenant's own systems write to a customer. */
  public static MessageRequest unasked(
      Tenant tenant, Flow flow, Subscriber subscriber, int segments, long atMicros) {
    return new MessageRequest(
        tenant,
        flow,
        1,
        subscriber.number(),
        subscriber.prefix(),
        null,
        subscriber.userId(),
        segments,
        atMicros);
  }

  /** The same once more. */
  public MessageRequest again(long laterMicros) {
    return new MessageRequest(
        tenant, flow, attempt + 1, destination, prefix, client, userId, segments, laterMicros);
  }
}
