package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.output.ColumnType;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.ParquetTable;
import io.pumpwatch.jobs.output.ParquetTable.Column;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes a number out of the tables, in one transaction: rows about it go, and so do those that the
 * table refused and that name it; in all others its block stays.
 *
 * @param database where the tables are
 */
public record NumberErasure(PostgresDatabase database) {
  private static final List<String> OF_TRIAGE = List.of("assignee", "note");

  /**
   * Does so.
   *
   * @param forms the number as rows about it name it
   * @param regularExpression what finds it in text
   * @param block what stays of it
   * @throws UnfitDatabaseException where the database refuses
   * @throws IOException where it cannot be reached
   */
  public Outcome erase(List<String> forms, String regularExpression, String block)
      throws IOException {
    return database.ask(
        connection -> {
          connection.setAutoCommit(false);
          long removed =
              delete(connection, "findings", forms)
                  + delete(connection, "response", forms)
                  + deleteUnstored(connection, regularExpression);
          long changed =
              replace(connection, FindingsTable.TABLE, OF_TRIAGE, regularExpression, block)
                  + replace(connection, ResponseTable.TABLE, List.of(), regularExpression, block);
          connection.commit();
          return new Outcome(removed, changed);
        });
  }

  private static long delete(Connection connection, String table, List<String> forms)
      throws SQLException {
    String sql =
        "DELETE FROM " + table + " WHERE entity_kind = 'destination' AND entity_value = ANY (?)";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setArray(1, connection.createArrayOf("text", forms.toArray()));
      return delete.executeUpdate();
    }
  }

  private static long deleteUnstored(Connection connection, String regularExpression)
      throws SQLException {
    String sql = "DELETE FROM unstored_findings WHERE finding ~ ? OR reason ~ ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, regularExpression);
      delete.setString(2, regularExpression);
      return delete.executeUpdate();
    }
  }

  private static long replace(
      Connection connection,
      ParquetTable<?> table,
      List<String> moreColumns,
      String regularExpression,
      String block)
      throws SQLException {
    List<String> columns =
        Stream.concat(
                table.columns().stream()
                    .skip(1) // the key
                    .filter(column -> column.type() == ColumnType.TEXT)
                    .map(Column::name),
                moreColumns.stream())
            .toList();
    List<String> documents =
        table.columns().stream()
            .filter(column -> column.type() == ColumnType.JSON)
            .map(Column::name)
            .toList();
    String sql =
        "UPDATE "
            + table.name()
            + Stream.concat(
                    columns.stream()
                        .map(name -> name + " = regexp_replace(" + name + ", ?, ?, 'g')"),
                    documents.stream()
                        .map(
                            name ->
                                name + " = regexp_replace(" + name + "::text, ?, ?, 'g')::jsonb"))
                .collect(Collectors.joining(", ", " SET ", ""))
            + Stream.concat(
                    columns.stream().map(name -> name + " ~ ?"),
                    documents.stream().map(name -> name + "::text ~ ?"))
                .collect(Collectors.joining(" OR ", " WHERE ", ""));
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      int parameter = 1;
      int all = columns.size() + documents.size();
      for (int i = 0; i < all; i++) {
        update.setString(parameter++, regularExpression);
        // A plus sign means nothing in a replacement, a backslash would.
        update.setString(parameter++, block);
      }
      for (int i = 0; i < all; i++) {
        update.setString(parameter++, regularExpression);
      }
      return update.executeUpdate();
    }
  }
}
