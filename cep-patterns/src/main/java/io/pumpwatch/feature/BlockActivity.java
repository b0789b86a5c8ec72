package io.pumpwatch.feature;

/**
 * What is known of a block of numbers beside the window: how it fared lately, and what was known of
 * the block of 10 000 that holds it before that.
 *
 * @param hour the current and the previous clock hour
 * @param day the last 24 clock hours
 * @param earlierSends messages of the tenant to the block of 10 000 in the 28 days before the
 *     current one and the day before it
 * @param proven whether a code has come back from the block, whoever sent it, within 28 days
 */
public record BlockActivity(
    RecentTrials hour, RecentTrials day, long earlierSends, boolean proven) {}
