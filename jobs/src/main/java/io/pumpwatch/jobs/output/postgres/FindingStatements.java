package io.pumpwatch.jobs.output.postgres;

import static java.util.stream.Collectors.joining;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.ParquetTable.Column;
import io.pumpwatch.jobs.output.TableRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements over the table of findings. Their columns are those of {@link FindingsTable}, from
 * which the Parquet files have theirs; values are always parameters.
 */
final class FindingStatements {
  private static final List<Column<Finding>> COLUMNS = FindingsTable.TABLE.columns();

  /** The names of the columns that hold a finding, a list for SQL. */
  static final String COLUMN_NAMES = COLUMNS.stream().map(Column::name).collect(joining(", "));

  /**
   * Stores a revision, unless one is stored that is as new: of a higher generation, or of the same
   * and not of a lower revision.
   */
  static final String UPSERT =
      "INSERT INTO findings AS stored ("
          + COLUMN_NAMES
          + ", run_generation) VALUES ("
          + COLUMNS.stream()
              .map(column -> PostgresType.of(column.type()).parameter())
              .collect(joining(", "))
          + ", ?) ON CONFLICT (finding_id) DO UPDATE SET "
          + COLUMNS.stream()
              .skip(1) // the key
              .map(column -> column.name() + " = excluded." + column.name())
              .collect(joining(", "))
          + ", run_generation = excluded.run_generation"
          + " WHERE (stored.run_generation, stored.revision)"
          + " < (excluded.run_generation, excluded.revision)";

  private FindingStatements() {}

  /** Gives a revision to {@link #UPSERT}. */
  static void bind(PreparedStatement upsert, Finding finding, long runGeneration)
      throws SQLException {
    int parameter = 1;
    for (Column<Finding> column : COLUMNS) {
      PostgresType.of(column.type()).bind(upsert, parameter++, column.value().apply(finding));
    }
    upsert.setLong(parameter, runGeneration);
  }

  /** A finding of a row that begins with {@link #COLUMN_NAMES}. */
  static Finding read(ResultSet row) throws SQLException {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      Column<Finding> column = COLUMNS.get(i);
      Object value = PostgresType.of(column.type()).read(row, i + 1);
      if (value != null) {
        values.put(column.name(), value);
      }
    }
    return FindingsTable.read(new TableRow(values));
  }
}
