package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what the SOC says about findings; no job touches these columns. */
public final class FindingTriage {
  private static final int MOST_CANDIDATES = 5;

  private static final String CANDIDATES =
      "SELECT finding_id FROM findings WHERE starts_with(finding_id, ?) ORDER BY 1 LIMIT "
          + (MOST_CANDIDATES + 1);

  private static final String COLUMNS =
      FindingStatements.COLUMN_NAMES + ", triage_status, assignee, note, updated_at";

  private static final String UPDATE =
      "UPDATE findings SET triage_status = coalesce(?, triage_status),"
          + " assignee = nullif(coalesce(?, assignee), ''),"
          + " note = nullif(coalesce(?, note), '')"
          + " WHERE finding_id = ? RETURNING "
          + COLUMNS;

  private static final String DECIDED =
      "SELECT "
          + COLUMNS
          + " FROM findings WHERE triage_status IN ("
          + Arrays.stream(TriageStatus.values())
              .filter(TriageStatus::decides)
              .map(status -> "'" + status.word() + "'")
              .collect(Collectors.joining(", "))
          + ")";

  private FindingTriage() {}

  /**
   * Writes it down.
   *
   * @param idStart the finding's id, or a start of it that no other has
   * @param triage what to change
   * @return the row as it is then
   * @throws UnfitDatabaseException where there is no such finding, or more than one
   * @throws IOException where the database cannot be reached
   */
  public static TriagedFinding write(PostgresDatabase database, String idStart, Triage triage)
      throws IOException {
    return database.ask(connection -> update(connection, only(connection, idStart), triage));
  }

  /**
   * The findings of which the SOC has said whether they are attacks, in the order of detection,
   * then of id.
   *
   * @throws UnfitDatabaseException where the database refuses, or has no such table
   * @throws IOException where it cannot be reached
   */
  public static List<TriagedFinding> decided(PostgresDatabase database) throws IOException {
    List<TriagedFinding> decided = new ArrayList<>();
    database.ask(
        connection -> {
          try (Statement select = connection.createStatement();
              ResultSet rows = select.executeQuery(DECIDED)) {
            while (rows.next()) {
              decided.add(triaged(rows));
            }
          }
          return null;
        });
    decided.sort(Comparator.comparing(TriagedFinding::finding, FindingsReader.BY_DETECTION));
    return decided;
  }

  private static String only(Connection connection, String idStart) throws SQLException {
    List<String> candidates = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
      select.setString(1, idStart);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          candidates.add(rows.getString(1));
        }
      }
    }
    if (candidates.isEmpty()) {
      throw new UnfitDatabaseException("no finding has an id that starts with " + idStart);
    }
    if (candidates.size() > 1 && !candidates.get(0).equals(idStart)) {
      boolean more = candidates.size() > MOST_CANDIDATES;
      throw new UnfitDatabaseException(
          "more than one finding has an id that starts so: "
              + String.join(", ", more ? candidates.subList(0, MOST_CANDIDATES) : candidates)
              + (more ? ", …" : ""));
    }
    return candidates.get(0);
  }

  private static TriagedFinding update(Connection connection, String id, Triage triage)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      int parameter = 1;
      update.setString(parameter++, triage.status() == null ? null : triage.status().word());
      update.setString(parameter++, triage.assignee());
      update.setString(parameter++, triage.note());
      update.setString(parameter, id);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          throw new UnfitDatabaseException("finding " + id + " was deleted meanwhile");
        }
        return triaged(row);
      }
    }
  }

  private static TriagedFinding triaged(ResultSet row) throws SQLException {
    Finding finding = FindingStatements.read(row);
    return new TriagedFinding(
        finding,
        new Triage(
            TriageStatus.ofWord(row.getString("triage_status")),
            row.getString("assignee"),
            row.getString("note")),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
