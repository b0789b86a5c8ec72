package io.pumpwatch.jobs.output.postgres;

import static java.util.stream.Collectors.joining;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.ParquetTable.Column;
import io.pumpwatch.jobs.output.TableRow;
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

  /** Stores revisions. */
  static final RevisionStatement<Finding> UPSERT = RevisionStatement.of("findings", COLUMNS);

  private FindingStatements() {}

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
