package io.pumpwatch.pattern;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.SequenceStatistic;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;

/**
 * What an episode rests on so far.
 *
 * @param key whose traffic
 * @param start start of the evidence, milliseconds since the epoch
 * @param end end of the evidence, milliseconds since the epoch
 * @param tally all that was seen in it
 * @param statistic the statistic that decided
 * @param score its value where it was furthest over its limit
 * @param limit its limit there
 * @param expectation what is normal for the key
 * @param expectedAttempts attempts expected over the windows of the evidence
 * @param sequence the closest the block's numbers came
 * @param health what was known of the tenant at the last match
 */
public record EpisodeEvidence(
    TrafficKey key,
    long start,
    long end,
    TrafficTally tally,
    String statistic,
    double score,
    double limit,
    Expectation expectation,
    double expectedAttempts,
    SequenceStatistic sequence,
    TenantHealth health) {}
