package io.pumpwatch.jobs.input.live;

/**
 * What one instance of an {@link EventClock} had promised.
 *
 * @param promise milliseconds since the epoch
 * @param instances how many there were
 */
public record KeptPromise(long promise, int instances) {}
