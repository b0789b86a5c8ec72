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
 * @param client that asked first, or null
 * @param identity the credential, or null
 * @param time start of the minute in which it was decided, milliseconds since the epoch
 * @param failed +1 at maturity where a delivered code did not come back, −1 where it came back
 *     after all
 * @param succeeded +1 where a code came back
 * @param unrequested +1 at maturity where a provider accepted a message that no application had
 *     asked for
 * @param unasked whether an application asked for the message on its own, as far as is known: no
 *     client did
 * @param novel whether no code had come back from the number's block of 10 000 before
 * @param entryMillis time from delivery to the entry of the code, milliseconds; 0 where one of them
 *     is not known
 * @param sends messages that the decision is about: those to a number that fails, less the same
 *     where that is taken back
 * @param costMicroUsd what they cost
 */
public record TrialIncrement(
    String tenant,
    long number,
    String flow,
    String country,
    String network,
    String client,
    String identity,
    long time,
    int failed,
    int succeeded,
    int unrequested,
    boolean unasked,
    boolean novel,
    long entryMillis,
    long sends,
    long costMicroUsd) {}
