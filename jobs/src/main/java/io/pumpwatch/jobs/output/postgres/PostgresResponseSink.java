package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.response.ResponseMeasure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;

/**
 * Keeps the latest revision of every measure in PostgreSQL, at least once and with the same result
 * however often, as {@link PostgresFindingsSink} does with findings: within a second, before each
 * checkpoint and at the end of the input. Its columns hold no text that the table could refuse.
 *
 * @param database where the table is
 * @param runGeneration 1, or more for a run that corrects an earlier one over the same time
 * @param patience how long a database that is down is waited for
 */
public record PostgresResponseSink(PostgresDatabase database, long runGeneration, Patience patience)
    implements Sink<ResponseMeasure> {
  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<ResponseMeasure> createWriter(WriterInitContext context) {
    Counter stored = context.metricGroup().counter("measuresStored");
    Counter unavailableMillis = context.metricGroup().counter("databaseUnavailableMillis");
    return new Writer(
        new ResponseUpsert(database, runGeneration),
        new PatientWork(database, patience, pause -> unavailableMillis.inc(pause.toMillis())),
        context.getProcessingTimeService(),
        stored);
  }

  /** Collects measures, the newest revision of each. */
  private static final class Writer implements SinkWriter<ResponseMeasure> {
    private static final int BATCH = 500;
    private static final Duration TIME_TO_COLLECT = Duration.ofSeconds(1);

    private final ResponseUpsert table;
    private final PatientWork work;
    private final ProcessingTimeService time;
    private final Counter stored;
    private final Map<String, ResponseMeasure> batch = new HashMap<>();
    private boolean timerRuns;

    Writer(ResponseUpsert table, PatientWork work, ProcessingTimeService time, Counter stored) {
      this.table = table;
      this.work = work;
      this.time = time;
      this.stored = stored;
    }

    @Override
    public void write(ResponseMeasure measure, Context context)
        throws IOException, InterruptedException {
      batch.merge(
          measure.measureId(),
          measure,
          (one, other) -> one.revision() < other.revision() ? other : one);
      if (batch.size() >= BATCH) {
        flush(false);
      } else if (!timerRuns) {
        timerRuns = true;
        time.registerTimer(
            time.getCurrentProcessingTime() + TIME_TO_COLLECT.toMillis(), this::collected);
      }
    }

    private void collected(long now) throws IOException, InterruptedException {
      timerRuns = false;
      flush(false);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      if (!batch.isEmpty()) {
        List<ResponseMeasure> measures = List.copyOf(batch.values());
        stored.inc(work.run(() -> table.store(measures), table));
        batch.clear();
      }
    }

    @Override
    public void close() throws SQLException {
      table.close();
    }
  }
}
