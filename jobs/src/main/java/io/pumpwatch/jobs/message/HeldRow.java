package io.pumpwatch.jobs.message;

/**
 * Where a row waits until its minute is complete.
 *
 * @param minute start of the minute, milliseconds since the epoch
 * @param observation what the row says
 */
public record HeldRow(long minute, Observation observation) {}
