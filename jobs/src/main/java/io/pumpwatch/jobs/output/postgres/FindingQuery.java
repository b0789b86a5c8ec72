package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsReader;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads findings from their table. */
public final class FindingQuery {
  private static final String SELECT =
      "SELECT " + FindingStatements.COLUMN_NAMES + " FROM findings";

  private FindingQuery() {}

  /**
   * The latest revision of each finding, in the order of detection, then of id.
   *
   * @throws UnfitDatabaseException where the database refuses, or has no such table
   * @throws IOException where it cannot be reached
   */
  public static List<Finding> latest(PostgresDatabase database) throws IOException {
    List<Finding> findings = new ArrayList<>();
    database.ask(
        connection -> {
          try (Statement select = connection.createStatement();
              ResultSet rows = select.executeQuery(SELECT)) {
            while (rows.next()) {
              findings.add(FindingStatements.read(rows));
            }
          }
          return null;
        });
    findings.sort(FindingsReader.BY_DETECTION);
    return findings;
  }
}
