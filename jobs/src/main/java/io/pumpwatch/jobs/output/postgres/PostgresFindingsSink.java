package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps the latest revision of every finding in PostgreSQL.
 *
 * <p>It delivers at least once, and storing a revision twice changes nothing, so the table comes
 * out the same after a restart as without one. Findings are stored in batches, a second after the
 * first of them at the latest, and all of them before a checkpoint completes and at the end of the
 * input. An older revision never replaces a newer one, whatever order they come in; a higher run
 * generation replaces a lower one.
 *
 * <p>A database that is down is waited for; when patience ends the job fails, and Flink goes on
 * from the last checkpoint as its restart strategy says. A revision that cannot be stored is set
 * aside in {@code unstored_findings} and does not keep the others from being stored.
 *
 * @param database where the table is
 * @param runGeneration 1, or more for a run that corrects an earlier one over the same time
 * @param patience how long a database that is down is waited for
 */
public record PostgresFindingsSink(PostgresDatabase database, long runGeneration, Patience patience)
    implements Sink<Finding> {
  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<Finding> createWriter(WriterInitContext context) {
    return new PostgresFindingsWriter(
        new FindingUpsert(database, runGeneration),
        database,
        patience,
        context.getProcessingTimeService(),
        new StoreMetrics(context.metricGroup()));
  }
}
