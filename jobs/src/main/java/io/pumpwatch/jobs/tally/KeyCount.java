package io.pumpwatch.jobs.tally;

/**
 * How many keys of a grain are remembered.
 *
 * @param grain word of the grain
 * @param keys how many, or their change since another instance counted them: only the sum over all
 *     instances tells
 */
public record KeyCount(String grain, long keys) {}
