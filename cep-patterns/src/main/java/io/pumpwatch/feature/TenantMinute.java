package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;

/**
 * What a minute of a tenant, one of its flows or one of its countries adds to what is known of the
 * tenant as a whole.
 *
 * @param grain word of the {@link Grain}: tenant, flow or country
 * @param tenant whose traffic
 * @param value the flow or country
 * @param windowStart milliseconds since the epoch
 * @param requested messages an application was asked for
 * @param accepted messages a provider accepted
 * @param requestedForNumber those of them whose row names the number
 * @param requestedWithClient those of these that a client with a known address asked for
 * @param failed failed trials less those taken back, of numbers whose block had answered before:
 *     what is new tells of an attack, not of the tenant
 * @param succeeded successful trials of such numbers
 * @param successes all successful trials
 * @param firstAnswers those of them that were the first of their block of 10 000 numbers: how many
 *     blocks a country has
 * @param receipts delivery receipts, good or bad
 * @param verified codes that came back
 * @param verifiedWithClient those of them
 */
public record TenantMinute(
    String grain,
    String tenant,
    String value,
    long windowStart,
    long requested,
    long accepted,
    long requestedForNumber,
    long requestedWithClient,
    long failed,
    long succeeded,
    long successes,
    long firstAnswers,
    long receipts,
    long verified,
    long verifiedWithClient) {

  /** Whether minutes of that key tell of the tenant as a whole. */
  public static boolean observes(TrafficKey key) {
    return key.is(Grain.TENANT) || key.is(Grain.FLOW) || key.is(Grain.COUNTRY);
  }

  /** The minute of a key that it {@link #observes}. */
  public static TenantMinute of(TrafficKey key, long windowStart, TrafficTally window) {
    return new TenantMinute(
        key.grain(),
        key.tenant(),
        key.value(),
        windowStart,
        window.count(EventType.REQUESTED),
        window.count(EventType.SENT),
        window.requestedForNumber(),
        window.requestedWithClient(),
        window.failedTrials() - window.novelFailed(),
        window.succeededTrials() - window.novelSucceeded(),
        window.succeededTrials(),
        window.novelSucceeded(),
        window.count(EventType.DELIVERED) + window.count(EventType.UNDELIVERED),
        window.count(EventType.VERIFIED),
        window.verifiedWithClient());
  }

  /** Messages, whichever log tells of more. */
  public long sends() {
    return Math.max(requested, accepted);
  }

  /** The same minute as one of all tenants together. */
  public TenantMinute ofAllTenants() {
    return new TenantMinute(
        grain,
        TrafficKey.ALL_TENANTS,
        value,
        windowStart,
        requested,
        accepted,
        requestedForNumber,
        requestedWithClient,
        failed,
        succeeded,
        successes,
        firstAnswers,
        receipts,
        verified,
        verifiedWithClient);
  }
}
