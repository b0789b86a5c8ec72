package io.pumpwatch.jobs.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The same rules as those of {@link SiemRulesInSql}, in DuckDB over the same files. */
public record SiemRulesInDuckDb() implements BenchmarkRow {
  private static final String IN_MEMORY = "jdbc:duckdb:";
  private static final String SCRIPT = "siem-rules.duckdb.sql";
  private static final String FILES = "${files}";
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * An alarm.
   *
   * @param rule its rule's name
   * @param tenant whose traffic
   * @param windowStart milliseconds since the epoch
   * @param score what was counted
   */
  record Alarm(String rule, String tenant, long windowStart, long score) {}

  @Override
  public String name() {
    return "duckdb-siem-rules";
  }

  @Override
  public String description() {
    return "the same rules in DuckDB";
  }

  @Override
  public String engine() throws SQLException {
    try (Connection connection = DriverManager.getConnection(IN_MEMORY)) {
      return "DuckDB " + connection.getMetaData().getDatabaseProductVersion();
    }
  }

  @Override
  public Outcome run(Place place) throws Exception {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      long alarms = alarms(statement, place.traffic()).size();
      return new Outcome((System.nanoTime() - start) / NANOS_PER_SECOND, alarms);
    }
  }

  private static Connection connect(Place place) throws SQLException {
    Connection connection = DriverManager.getConnection(IN_MEMORY);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + place.parallelism());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  static List<Alarm> alarms(Place place) throws SQLException {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement()) {
      return alarms(statement, place.traffic());
    }
  }

  private static List<Alarm> alarms(Statement statement, Traffic traffic) throws SQLException {
    String files =
        traffic.dayFolders().stream()
            .map(folder -> "'" + folder.toString().replace("'", "''") + "/*.parquet'")
            .collect(Collectors.joining(", ", "[", "]"));
    List<String> statements = SqlScript.named(SCRIPT).statements();
    for (String view : statements.subList(0, statements.size() - 1)) {
      statement.execute(view.replace(FILES, files));
    }
    List<Alarm> alarms = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(statements.get(statements.size() - 1))) {
      while (rows.next()) {
        alarms.add(
            new Alarm(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
      }
    }
    return alarms;
  }
}
