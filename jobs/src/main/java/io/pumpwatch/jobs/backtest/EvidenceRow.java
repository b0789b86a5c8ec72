package io.pumpwatch.jobs.backtest;

/**
 * A part of what was counted for a measure: parts of the same measure, subject, detail and minute
 * add up. Money is in micro-USD.
 *
 * @param measure what was counted
 * @param subject whose: a label, finding or tenant, as the measure says
 * @param detail the second of two, else empty
 * @param minute in minutes since the epoch, where the measure counts by minutes, else 0
 * @param requested messages that applications asked for
 * @param requestedCost what these cost
 * @param sent messages that providers accepted
 * @param sentCost what these cost
 * @param firstMicros time of the first row, microseconds since the epoch
 * @param lastMicros time of the last row
 */
public record EvidenceRow(
    Measure measure,
    String subject,
    String detail,
    long minute,
    long requested,
    long requestedCost,
    long sent,
    long sentCost,
    long firstMicros,
    long lastMicros) {

  EvidenceKey key() {
    return new EvidenceKey(measure, subject, detail, minute);
  }
}
