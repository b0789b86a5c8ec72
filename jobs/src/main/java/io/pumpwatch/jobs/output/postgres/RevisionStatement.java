package io.pumpwatch.jobs.output.postgres;

import static java.util.stream.Collectors.joining;

import io.pumpwatch.jobs.output.ParquetTable.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Stores revisions of rows in a table that keeps the newest of each, by columns {@code revision}
 * and {@code run_generation}. A revision gives way to one that is as new: of a higher generation,
 * or of the same and not of a lower revision.
 *
 * @param sql with a parameter for each column and one for the generation
 * @param columns of the table, the key first
 * @param <T> rows
 */
record RevisionStatement<T>(String sql, List<Column<T>> columns) {

  /** The statement over a table of those columns. */
  static <T> RevisionStatement<T> of(String table, List<Column<T>> columns) {
    String sql =
        "INSERT INTO "
            + table
            + " AS stored ("
            + columns.stream().map(Column::name).collect(joining(", "))
            + ", run_generation) VALUES ("
            + columns.stream()
                .map(column -> PostgresType.of(column.type()).parameter())
                .collect(joining(", "))
            + ", ?) ON CONFLICT ("
            + columns.get(0).name()
            + ") DO UPDATE SET "
            + columns.stream()
                .skip(1)
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(joining(", "))
            + ", run_generation = excluded.run_generation"
            + " WHERE (stored.run_generation, stored.revision)"
            + " < (excluded.run_generation, excluded.revision)";
    return new RevisionStatement<>(sql, columns);
  }

  /**
   * Stores rows and commits.
   *
   * @param rows at most one revision of each, always in the same order, so that two jobs cannot
   *     wait for each other
   * @return how many are in the table now and were not before
   */
  int store(Connection connection, List<T> rows, long runGeneration) throws SQLException {
    int stored = 0;
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      for (T row : rows) {
        int parameter = 1;
        for (Column<T> column : columns) {
          PostgresType.of(column.type()).bind(upsert, parameter++, column.value().apply(row));
        }
        upsert.setLong(parameter, runGeneration);
        upsert.addBatch();
      }
      for (int changed : upsert.executeBatch()) {
        stored += changed == 0 ? 0 : 1;
      }
    }
    connection.commit();
    return stored;
  }
}
