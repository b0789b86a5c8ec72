package io.pumpwatch.jobs.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.output.ParquetTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Baselines: one row for each key and day, in folders by the day from which they are in force. */
public final class BaselineTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BaselineTable() {}

  /** The columns of rows that a run of that id and settings wrote. */
  public static ParquetTable<BaselineRow> writtenBy(String runId, String settingsHash) {
    return ParquetTable.<BaselineRow>named("baselines")
        .requiredText("kind", BaselineRow::kind)
        .requiredText("grain", BaselineRow::grain)
        .requiredText("tenant", BaselineRow::tenant)
        .requiredText("value", BaselineRow::value)
        .integer("digits", BaselineRow::digits)
        .timestamp("effective_from", BaselineRow::effectiveFrom)
        .timestamp("span_start", BaselineRow::spanStart)
        .integer("span_days", BaselineRow::spanDays)
        .bigint("sends", BaselineRow::sends)
        .decimal("cost_usd", BaselineRow::costUsd)
        .bigint("failed_trials", BaselineRow::failedTrials)
        .bigint("succeeded_trials", BaselineRow::succeededTrials)
        .decimal("conversion_alpha", BaselineRow::conversionAlpha)
        .decimal("conversion_beta", BaselineRow::conversionBeta)
        .json("attempts_by_hour_of_week", row -> json(row.attemptsByHourOfWeek()))
        .decimal("dispersion", BaselineRow::dispersion)
        .decimal("entry_seconds_p50", BaselineRow::entrySecondsMedian)
        .decimal("entry_seconds_p90", BaselineRow::entrySecondsNinetieth)
        .integer("proven_hundreds", BaselineRow::provenHundreds)
        .timestamp("proven_at", BaselineRow::provenAt)
        .json("sends_by", row -> json(row.sendsBy()))
        .text("run_id", row -> runId)
        .text("settings_hash", row -> settingsHash)
        .bytes("state", BaselineRow::state)
        .build();
  }

  private static String json(Object value) {
    try {
      return value == null ? null : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot print " + value, e);
    }
  }

  /** Writes rows to folders {@code dt=YYYY-MM-DD} by the day from which they are in force. */
  public static FileSink<BaselineRow> sink(ParquetTable<BaselineRow> table, Path folder) {
    return ParquetSinks.partitioned(table, folder, new EpochDay());
  }

  private static final class EpochDay implements BucketAssigner<BaselineRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(BaselineRow row, Context context) {
      return "dt=" + LocalDate.ofInstant(row.effectiveFrom(), ZoneOffset.UTC);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
