package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** Collects findings, the newest revision of each, and stores them in batches. */
final class PostgresFindingsWriter implements SinkWriter<Finding> {
  /** So many findings at once are some hundred kilobytes. */
  private static final int BATCH = 500;

  private static final long MILLIS_TO_COLLECT = 1000;

  private final FindingUpsert table;
  private final PatientWork work;
  private final ProcessingTimeService time;
  private final StoreMetrics metrics;
  private final Map<String, Finding> batch = new HashMap<>();
  private boolean timerRuns;

  PostgresFindingsWriter(
      FindingUpsert table,
      PostgresDatabase database,
      Patience patience,
      ProcessingTimeService time,
      StoreMetrics metrics) {
    this.table = table;
    this.work = new PatientWork(database, patience, metrics::waited);
    this.time = time;
    this.metrics = metrics;
  }

  @Override
  public void write(Finding finding, Context context) throws IOException, InterruptedException {
    batch.merge(
        finding.findingId(),
        finding,
        (one, other) -> FindingsReader.BY_REVISION.compare(one, other) < 0 ? other : one);
    if (batch.size() >= BATCH) {
      flush(false);
    } else if (!timerRuns) {
      timerRuns = true;
      time.registerTimer(time.getCurrentProcessingTime() + MILLIS_TO_COLLECT, this::collected);
    }
  }

  private void collected(long now) throws IOException, InterruptedException {
    timerRuns = false;
    flush(false);
  }

  /** Called at each checkpoint and at the end of the input too. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      List<Finding> findings = List.copyOf(batch.values());
      long begun = System.nanoTime();
      metrics.stored(work.run(() -> table.store(findings), table));
      metrics.committed(
          findings, Duration.ofNanos(System.nanoTime() - begun), time.getCurrentProcessingTime());
      batch.clear();
    }
  }

  @Override
  public void close() throws SQLException {
    table.close();
  }
}
