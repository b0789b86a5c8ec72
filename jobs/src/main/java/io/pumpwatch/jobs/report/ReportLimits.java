package io.pumpwatch.jobs.report;

/**
 * How much of a run goes into its page, so that a browser opens it however much was found. What is
 * left out is counted and said.
 *
 * @param incidents shown, the most severe and costly first
 * @param findings listed, shared out among the incidents shown
 * @param timelines findings that are listed with their windows, shared out likewise
 * @param deadLetters kinds of dead letters shown, the most frequent first
 */
record ReportLimits(int incidents, int findings, int timelines, int deadLetters) {

  /** About four megabytes at most. */
  static final ReportLimits USUAL = new ReportLimits(100, 1000, 300, 50);
}
