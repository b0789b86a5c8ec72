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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects findings, the newest revision of each, and stores them in batches. */
final class PostgresFindingsWriter implements SinkWriter<Finding> {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresFindingsWriter.class);

  /** So many findings at once are some hundred kilobytes. */
  private static final int BATCH = 500;

  private static final long MILLIS_TO_COLLECT = 1000;

  private final FindingUpsert table;
  private final PostgresDatabase database;
  private final Patience patience;
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
    this.database = database;
    this.patience = patience;
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
      metrics.stored(store(findings));
      metrics.committed(
          findings, Duration.ofNanos(System.nanoTime() - begun), time.getCurrentProcessingTime());
      batch.clear();
    }
  }

  private FindingUpsert.Outcome store(List<Finding> findings)
      throws IOException, InterruptedException {
    long firstFailure = 0;
    Duration pause = patience.first();
    while (true) {
      try {
        return table.store(findings);
      } catch (SQLException failure) {
        disconnect();
        long now = System.nanoTime();
        firstFailure = firstFailure == 0 ? now : firstFailure;
        boolean over = now - firstFailure >= patience.inAll().toNanos();
        if (over || SqlFailure.of(failure) != SqlFailure.OUTAGE) {
          throw new IOException(database.describe(failure), failure);
        }
        LOG.warn("{}; trying again in {} ms", database.describe(failure), pause.toMillis());
      }
      Thread.sleep(pause.toMillis());
      metrics.waited(pause);
      pause = patience.after(pause);
    }
  }

  private void disconnect() {
    try {
      table.close();
    } catch (SQLException closing) {
      LOG.debug("a lost connection did not close", closing);
    }
  }

  @Override
  public void close() throws SQLException {
    table.close();
  }
}
