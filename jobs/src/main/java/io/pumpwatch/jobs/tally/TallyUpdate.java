package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;

/**
 * A part of what was seen of a key in a window, to be merged with the other parts.
 *
 * @param key whose traffic
 * @param windowStart start of the one-minute window, milliseconds since the epoch
 * @param tally the part
 */
public record TallyUpdate(TrafficKey key, long windowStart, TrafficTally tally) {}
