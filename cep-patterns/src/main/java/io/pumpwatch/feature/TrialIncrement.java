package io.pumpwatch.feature;

/**
 * What a number's session adds to the wider keys: a trial is one number's attempt to get in, not
 * one message. Increments add up in any order.
 *
 * @param tenant whose traffic
 * @param number destination as a number
 * @param flow of the send that opened the session, or null
 * @param country of the destination, or null
 * @param network {@code MCC-MNC}, or null
 * @param time start of the minute in which it was decided, milliseconds since the epoch
 * @param failed +1 at maturity where a delivered code did not come back, −1 where it came back
 *     after all
 * @param succeeded +1 where a code came back
 */
public record TrialIncrement(
    String tenant,
    long number,
    String flow,
    String country,
    String network,
    long time,
    int failed,
    int succeeded) {}
