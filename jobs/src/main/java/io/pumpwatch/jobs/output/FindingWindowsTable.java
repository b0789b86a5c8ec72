package io.pumpwatch.jobs.output;

import io.pumpwatch.finding.FindingWindow;

/** The windows of the findings' evidence. */
public final class FindingWindowsTable {

  /** The table. */
  public static final ParquetTable<FindingWindow> TABLE =
      ParquetTable.<FindingWindow>named("finding_windows")
          .requiredText("finding_id", FindingWindow::findingId)
          .text("stage", FindingWindow::stage)
          .timestamp("window_start", FindingWindow::windowStart)
          .timestamp("window_end", FindingWindow::windowEnd)
          .bigint("requested", FindingWindow::requested)
          .bigint("sent", FindingWindow::sent)
          .bigint("blocked", FindingWindow::blocked)
          .bigint("delivered", FindingWindow::delivered)
          .bigint("undelivered", FindingWindow::undelivered)
          .bigint("verified", FindingWindow::verified)
          .bigint("failed_trials", FindingWindow::failedTrials)
          .bigint("succeeded_trials", FindingWindow::succeededTrials)
          .bigint("distinct_destinations", FindingWindow::distinctDestinations)
          .decimal("expected", FindingWindow::expected)
          .decimal("score", FindingWindow::score)
          .decimal("threshold", FindingWindow::threshold)
          .build();

  private FindingWindowsTable() {}

  /** A row as it was written. */
  static FindingWindow read(TableRow row) {
    return new FindingWindow(
        row.text("finding_id"),
        row.text("stage"),
        row.timestamp("window_start"),
        row.timestamp("window_end"),
        row.bigint("requested"),
        row.bigint("sent"),
        row.bigint("blocked"),
        row.bigint("delivered"),
        row.bigint("undelivered"),
        row.bigint("verified"),
        row.bigint("failed_trials"),
        row.bigint("succeeded_trials"),
        row.bigint("distinct_destinations"),
        row.decimal("expected"),
        row.decimal("score"),
        row.decimal("threshold"));
  }
}
