package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;

/**
 * A row of the findings table and when, in event time, it came to be.
 *
 * @param time milliseconds since the epoch
 * @param finding the row, not stamped yet
 */
public record FindingRevision(long time, Finding finding) {}
