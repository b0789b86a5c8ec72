package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Stores findings in batches. */
final class PostgresFindingsWriter extends BatchingWriter<Finding> {
  private final FindingUpsert table;
  private final PatientWork work;
  private final ProcessingTimeService time;
  private final StoreMetrics metrics;

  PostgresFindingsWriter(
      FindingUpsert table,
      PostgresDatabase database,
      Patience patience,
      ProcessingTimeService time,
      StoreMetrics metrics) {
    super(time);
    this.table = table;
    this.work = new PatientWork(database, patience, metrics::waited);
    this.time = time;
    this.metrics = metrics;
  }

  @Override
  String id(Finding finding) {
    return finding.findingId();
  }

  @Override
  Finding newer(Finding one, Finding other) {
    return FindingsReader.BY_REVISION.compare(one, other) < 0 ? other : one;
  }

  @Override
  void store(List<Finding> findings) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    metrics.stored(work.run(() -> table.store(findings), table));
    metrics.committed(
        findings, Duration.ofNanos(System.nanoTime() - begun), time.getCurrentProcessingTime());
  }

  @Override
  public void close() throws SQLException {
    table.close();
  }
}
