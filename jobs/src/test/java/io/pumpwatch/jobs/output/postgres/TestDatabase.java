package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of its own for a test. */
record TestDatabase(PostgresDatabase database) {

  /** Empty. */
  static TestDatabase empty(PostgresServer server) throws SQLException {
    return new TestDatabase(
        new PostgresDatabase(
            new PostgresUrl(server.newDatabase()),
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD)));
  }

  /** With all tables. */
  static TestDatabase migrated(PostgresServer server) throws Exception {
    TestDatabase made = empty(server);
    new FindingTables(made.database()).migrate();
    return made;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows that a query of one column gives, as text. */
  List<String> all(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** The one value that a query gives, as text. */
  String only(String sql) throws SQLException {
    List<String> rows = all(sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows: " + sql);
    }
    return rows.get(0);
  }
}
