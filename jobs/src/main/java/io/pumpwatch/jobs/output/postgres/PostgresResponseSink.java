package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.response.ResponseMeasure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
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

  /** Stores measures in batches. */
  private static final class Writer extends BatchingWriter<ResponseMeasure> {
    private final ResponseUpsert table;
    private final PatientWork work;
    private final Counter stored;

    Writer(ResponseUpsert table, PatientWork work, ProcessingTimeService time, Counter stored) {
      super(time);
      this.table = table;
      this.work = work;
      this.stored = stored;
    }

    @Override
    String id(ResponseMeasure measure) {
      return measure.measureId();
    }

    @Override
    ResponseMeasure newer(ResponseMeasure one, ResponseMeasure other) {
      return one.revision() < other.revision() ? other : one;
    }

    @Override
    void store(List<ResponseMeasure> measures) throws IOException, InterruptedException {
      stored.inc(work.run(() -> table.store(measures), table));
    }

    @Override
    public void close() throws SQLException {
      table.close();
    }
  }
}
