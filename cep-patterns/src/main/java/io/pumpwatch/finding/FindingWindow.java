package io.pumpwatch.finding;

import java.time.Instant;

/**
 * One window of a finding's evidence: what {@code explain} shows.
 *
 * @param findingId whose evidence
 * @param stage the pattern's stage that the window matched
 * @param windowStart start, event time
 * @param windowEnd end, event time
 * @param requested messages an application was asked to send
 * @param sent messages a provider accepted
 * @param blocked attempts refused
 * @param delivered receipts of delivery
 * @param undelivered receipts of failure to deliver
 * @param verified codes that came back
 * @param failedTrials net failed number sessions judged in the window
 * @param succeededTrials number sessions that succeeded in the window
 * @param distinctDestinations distinct numbers
 * @param expected what the baseline expects of the statistic
 * @param score the statistic
 * @param threshold its limit
 */
public record FindingWindow(
    String findingId,
    String stage,
    Instant windowStart,
    Instant windowEnd,
    long requested,
    long sent,
    long blocked,
    long delivered,
    long undelivered,
    long verified,
    long failedTrials,
    long succeededTrials,
    long distinctDestinations,
    double expected,
    double score,
    double threshold) {}
