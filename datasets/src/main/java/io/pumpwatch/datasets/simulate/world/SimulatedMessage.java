package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * One message and all that ever happens to it. Times are microseconds since the epoch.
 *
 * @param id as the tenant's provider writes it
 * @param tenant whose message
 * @param flow why it is sent
 * @param channel how it travels
 * @param attempt 1 for the first message of a session, then one more for each retry
 * @param destination E.164
 * @param prefix the mobile prefix of the destination
 * @param identity the credential it is sent with
 * @param client what asked for it, null where the tenant's own systems did
 * @param enteredFrom what its code is entered from where it is
 * @param userId the account it is for
 * @param segments message parts
 * @param priceMicroUsd what it costs in all, micro-USD, 0 where it was refused
 * @param requestedMicros when it was asked for
 * @param throttled whether the request was refused; nothing else happens then
 * @param sentMicros when the provider accepted it
 * @param receipt what the carrier reports, null where it reports nothing
 * @param verifiedMicros when the code came back, null where it did not
 */
public record SimulatedMessage(
    String id,
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
    long priceMicroUsd,
    long requestedMicros,
    boolean throttled,
    long sentMicros,
    Receipt receipt,
    Long verifiedMicros) {

  /** Destination country, ISO 3166-1 alpha-2. */
  public String country() {
    return prefix.country();
  }

  /** Whether the code came back. */
  public boolean verified() {
    return verifiedMicros != null;
  }

  /** Whether the carrier reported that it did not arrive. */
  public boolean undelivered() {
    return receipt != null && !receipt.delivered();
  }

  /** When the last thing known about it happened. */
  public long lastMicros() {
    long last = throttled ? requestedMicros : sentMicros;
    if (receipt != null) {
      last = Math.max(last, receipt.atMicros());
    }
    return verifiedMicros == null ? last : Math.max(last, verifiedMicros);
  }
}
