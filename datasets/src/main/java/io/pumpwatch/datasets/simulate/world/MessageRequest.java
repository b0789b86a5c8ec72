package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * That somebody asks for a message.
 *
 * @param tenant whose message
 * @param flow why
 * @param channel how it is to travel
 * @param attempt 1 for the first of a session
 * @param destination E.164
 * @param prefix the mobile prefix of the destination
 * @param identity the credential it is sent with
 * @param client what asks, null where the tenant's own systems do
 * @param enteredFrom what the code will be entered from, null where there is none
 * @param userId the account it is for
 * @param segments message parts
 * @param atMicros when, microseconds since the epoch
 */
public record MessageRequest(
    Tenant tenant,
    Flow flow,
    Channel channel,
    int attempt,
    String destination,
    MobilePrefix prefix,
    String identity,
    Client client,
    Client enteredFrom,
    String userId,
    int segments,
    long atMicros) {

  /** Somebody asks for a code for the number of their account. */
  public static MessageRequest code(
      Tenant tenant, Flow flow, Subscriber subscriber, long atMicros) {
    return new MessageRequest(
        tenant,
        flow,
        Channel.SMS,
        1,
        subscriber.number(),
        subscriber.prefix(),
        tenant.identity(),
        subscriber.client(),
        subscriber.client(),
        subscriber.userId(),
        1,
        atMicros);
  }

  /** The tenant's own systems write to a customer, who enters the code if there is one. */
  public static MessageRequest unasked(
      Tenant tenant, Flow flow, Subscriber subscriber, int segments, long atMicros) {
    return new MessageRequest(
        tenant,
        flow,
        Channel.SMS,
        1,
        subscriber.number(),
        subscriber.prefix(),
        tenant.identity(),
        null,
        flow.carriesCode() ? subscriber.client() : null,
        subscriber.userId(),
        segments,
        atMicros);
  }

  /** The same once more. */
  public MessageRequest again(long laterMicros) {
    return attempt(attempt + 1, laterMicros);
  }

  /** The same as the next attempt of the session in which the other request was made. */
  public MessageRequest after(MessageRequest other) {
    return attempt(other.attempt + 1, atMicros);
  }

  private MessageRequest attempt(int number, long micros) {
    return new MessageRequest(
        tenant,
        flow,
        channel,
        number,
        destination,
        prefix,
        identity,
        client,
        enteredFrom,
        userId,
        segments,
        micros);
  }

  /** The same over another channel. */
  public MessageRequest over(Channel other) {
    return new MessageRequest(
        tenant,
        flow,
        other,
        attempt,
        destination,
        prefix,
        identity,
        client,
        enteredFrom,
        userId,
        segments,
        atMicros);
  }

  /** The same with another credential. */
  public MessageRequest with(String otherIdentity) {
    return new MessageRequest(
        tenant,
        flow,
        channel,
        attempt,
        destination,
        prefix,
        otherIdentity,
        client,
        enteredFrom,
        userId,
        segments,
        atMicros);
  }
}
