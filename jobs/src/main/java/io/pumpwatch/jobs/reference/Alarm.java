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
    double limit) {

  /** This one going on with another, which looked at what touches it. */
  Alarm and(Alarm later) {
    return new Alarm(
        key,
        windowStart,
        Math.max(windowEnd, later.windowEnd),
        detectedAt,
        severity.atLeast(later.severity),
        score,
        limit);
  }
}
