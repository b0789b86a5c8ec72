package io.pumpwatch.jobs.backtest;

/**
 * What a tally of messages stands for.
 *
 * @param measure what is counted
 * @param subject whose: a label, finding or tenant, as the measure says
 * @param detail the second of two, else empty
 * @param minute in minutes since the epoch, where the measure counts by minutes, else 0
 */
record EvidenceKey(Measure measure, String subject, String detail, long minute) {

  static EvidenceKey of(Measure measure, String subject) {
    return new EvidenceKey(measure, subject, "", 0);
  }

  static EvidenceKey of(Measure measure, String subject, String detail) {
    return new EvidenceKey(measure, subject, detail, 0);
  }
}
