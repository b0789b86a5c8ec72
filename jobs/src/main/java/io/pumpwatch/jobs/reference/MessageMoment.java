package io.pumpwatch.jobs.reference;

/**
 * A moment in the life of one message that asks for a code back.
 *
 * @param tenant whose message
 * @param number the destination's digits
 * @param country of the destination, or null
 * @param sourceIp the client that asked for it, or null
 * @param stage what happened
 * @param time when, milliseconds since the epoch
 * @param sentAt when the message was asked for, or sent where nobody logged that
 */
public record MessageMoment(
    String tenant,
    long number,
    String country,
    String sourceIp,
    MessageStage stage,
    long time,
    long sentAt) {}
