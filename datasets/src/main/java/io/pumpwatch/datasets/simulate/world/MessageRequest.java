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
    Client client = subscriber.client();
    return first(tenant, flow, subscriber, client, client, 1, atMicros);
  }

  /** The tenant's own systems write to a customer, who enters the code if there is one. */
  public static MessageRequest unasked(
      Tenant tenant, Flow flow, Subscriber subscriber, int segments, long atMicros) {
    Client enteredFrom = flow.carriesCode() ? subscriber.client() : null;
    return first(tenant, flow, subscriber, null, enteredFrom, segments, atMicros);
  }

  private static MessageRequest first(
      Tenant tenant,
      Flow flow,
      Subscriber subscriber,
      Client client,
      Client enteredFrom,
      int segments,
      long atMicros) {
    return new MessageRequest(
        tenant,
        flow,
        Channel.SMS,
        1,
        subscriber.number(),
        subscriber.prefix(),
        tenant.identity(),
        client,
        enteredFrom,
        subscriber.userId(),
        segments,
        atMicros);
  }

  /** The same once more. */
  public MessageRequest again(long laterMicros) {
    return changed(channel, attempt + 1, identity, laterMicros);
  }

  /** The same as the next attempt of the session in which the other request was made. */
  public MessageRequest after(MessageRequest other) {
    return changed(channel, other.attempt + 1, identity, atMicros);
  }

  /** The same over another channel. */
  public MessageRequest over(Channel other) {
    return changed(other, attempt, identity, atMicros);
  }

  /** The same with another credential. */
  public MessageRequest with(String otherIdentity) {
    return changed(channel, attempt, otherIdentity, atMicros);
  }

  private MessageRequest changed(
      Channel newChannel, int newAttempt, String newIdentity, long newMicros) {
    return new MessageRequest(
        tenant,
        flow,
        newChannel,
        newAttempt,
        destination,
        prefix,
        newIdentity,
        client,
        enteredFrom,
        userId,
        segments,
        newMicros);
  }
}
