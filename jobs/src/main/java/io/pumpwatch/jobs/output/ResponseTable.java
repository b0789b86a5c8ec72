package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.response.ResponseMeasure;

/** Measures against incidents. Text that may come from logs is made fit to be shown. */
public final class ResponseTable {

  /** The table. */
  public static final ParquetTable<ResponseMeasure> TABLE =
      ParquetTable.<ResponseMeasure>named("response")
          .requiredText("measure_id", ResponseMeasure::measureId)
          .integer("revision", ResponseMeasure::revision)
          .text("status", ResponseMeasure::status)
          .text("incident_id", ResponseMeasure::incidentId)
          .text("finding_id", ResponseMeasure::findingId)
          .text("action", ResponseMeasure::action)
          .text("entity_kind", ResponseMeasure::entityKind)
          .text("entity_value", measure -> LogText.shown(measure.entityValue()))
          .text("tenant", measure -> LogText.shown(measure.tenant()))
          .text("flow", measure -> LogText.shown(measure.flow()))
          .timestamp("valid_from", ResponseMeasure::validFrom)
          .timestamp("valid_until", ResponseMeasure::validUntil)
          .text("reason", ResponseMeasure::reason)
          .bigint("expected_stopped", ResponseMeasure::expectedStopped)
          .decimal("expected_stopped_usd", ResponseMeasure::expectedStoppedUsd)
          .bigint("legitimate_verified", ResponseMeasure::legitimateVerified)
          .decimal("legitimate_expected", ResponseMeasure::legitimateExpected)
          .decimal("expected_legitimate_lost", ResponseMeasure::expectedLegitimateLost)
          .timestamp("decided_at", ResponseMeasure::decidedAt)
          .text("run_id", ResponseMeasure::runId)
          .build();

  private ResponseTable() {}

  /** A row as it was written. */
  public static ResponseMeasure read(TableRow row) {
    return new ResponseMeasure(
        row.text("measure_id"),
        row.integer("revision"),
        row.text("status"),
        row.text("incident_id"),
        row.text("finding_id"),
        row.text("action"),
        row.text("entity_kind"),
        row.text("entity_value"),
        row.text("tenant"),
        row.text("flow"),
        row.timestamp("valid_from"),
        row.timestamp("valid_until"),
        row.text("reason"),
        row.bigint("expected_stopped"),
        row.decimal("expected_stopped_usd"),
        row.optionalBigint("legitimate_verified"),
        row.optionalDecimal("legitimate_expected"),
        row.optionalDecimal("expected_legitimate_lost"),
        row.timestamp("decided_at"),
        row.text("run_id"));
  }
}
