package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.response.ResponseMeasure;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;

/**
 * Stores measures over one connection, which is opened when it is needed. Storing one again changes
 * nothing, and an older revision never replaces a newer one.
 */
final class ResponseUpsert implements AutoCloseable {
  private static final RevisionStatement<ResponseMeasure> UPSERT =
      RevisionStatement.of("response", ResponseTable.TABLE.columns());

  private final LateConnection connection;
  private final long runGeneration;

  ResponseUpsert(PostgresDatabase database, long runGeneration) {
    this.connection = new LateConnection(database);
    this.runGeneration = runGeneration;
  }

  /**
   * Stores a batch.
   *
   * @param batch at most one revision of each measure
   * @return how many are in the table now and were not before
   */
  int store(Collection<ResponseMeasure> batch) throws SQLException {
    return UPSERT.store(
        connection.open(),
        batch.stream().sorted(Comparator.comparing(ResponseMeasure::measureId)).toList(),
        runGeneration);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
