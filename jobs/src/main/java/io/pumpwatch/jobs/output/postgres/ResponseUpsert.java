package io.pumpwatch.jobs.output.postgres;

import static java.util.stream.Collectors.joining;

import io.pumpwatch.jobs.output.ParquetTable.Column;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.response.ResponseMeasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Stores measures over one connection, which is opened when it is needed. Storing one again changes
 * nothing, and an older revision never replaces a newer one.
 */
final class ResponseUpsert implements AutoCloseable {
  private static final List<Column<ResponseMeasure>> COLUMNS = ResponseTable.TABLE.columns();

  private static final String UPSERT =
      "INSERT INTO response AS stored ("
          + COLUMNS.stream().map(Column::name).collect(joining(", "))
          + ", run_generation) VALUES ("
          + COLUMNS.stream()
              .map(column -> PostgresType.of(column.type()).parameter())
              .collect(joining(", "))
          + ", ?) ON CONFLICT (measure_id) DO UPDATE SET "
          + COLUMNS.stream()
              .skip(1) // the key
              .map(column -> column.name() + " = excluded." + column.name())
              .collect(joining(", "))
          + ", run_generation = excluded.run_generation"
          + " WHERE (stored.run_generation, stored.revision)"
          + " < (excluded.run_generation, excluded.revision)";

  private final PostgresDatabase database;
  private final long runGeneration;
  private Connection connection;

  ResponseUpsert(PostgresDatabase database, long runGeneration) {
    this.database = database;
    this.runGeneration = runGeneration;
  }

  /**
   * Stores a batch.
   *
   * @param batch at most one revision of each measure
   * @return how many are in the table now and were not before
   */
  int store(Collection<ResponseMeasure> batch) throws SQLException {
    if (connection == null) {
      connection = database.connect();
      connection.setAutoCommit(false);
    }
    int stored = 0;
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      // In one order, so that two jobs cannot wait for each other.
      for (ResponseMeasure measure :
          batch.stream().sorted(Comparator.comparing(ResponseMeasure::measureId)).toList()) {
        int parameter = 1;
        for (Column<ResponseMeasure> column : COLUMNS) {
          PostgresType.of(column.type()).bind(upsert, parameter++, column.value().apply(measure));
        }
        upsert.setLong(parameter, runGeneration);
        upsert.addBatch();
      }
      for (int rows : upsert.executeBatch()) {
        stored += rows == 0 ? 0 : 1;
      }
    }
    connection.commit();
    return stored;
  }

  /** Closes the connection; the next batch opens another. */
  @Override
  public void close() throws SQLException {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
