package io.pumpwatch.jobs.reference;

import io.pumpwatch.finding.Severity;

/**
 * A rule has fired.
 *
 * @param key what for
 * @param windowStart start of what it looked at, milliseconds since the epoch
 * @param windowEnd first millisecond after it
 * @param detectedAt when it fired
 * @param severity by the rule's own levels
 * @param score what it counted
 * @param limit what that went over, or fell to
 */
record Alarm(
    ReferenceKey key,
    long windowStart,
    long windowEnd,
    long detectedAt,
    Severity severity,
    double score,
    double limit) {}
