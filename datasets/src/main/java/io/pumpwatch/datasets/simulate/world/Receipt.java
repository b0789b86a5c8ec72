package io.pumpwatch.datasets.simulate.world;

/**
 * What the last carrier says about a message.
 *
 * @param delivered whether it arrived
 * @param atMicros when, microseconds since the epoch
 */
public record Receipt(boolean delivered, long atMicros) {}
