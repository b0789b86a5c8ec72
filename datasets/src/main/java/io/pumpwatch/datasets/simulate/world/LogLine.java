package io.pumpwatch.datasets.simulate.world;

/**
 * A line of a log.
 *
 * @param writtenMicros when it was written, microseconds since the epoch
 * @param text without a line end
 */
public record LogLine(long writtenMicros, String text) {}
