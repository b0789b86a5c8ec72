package io.pumpwatch.jobs.output.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.LogText;
import io.pumpwatch.jobs.output.ParquetTable.Column;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where revisions of findings go that the table of findings refuses: none is lost silently. */
public final class UnstoredFindings {
  private static final Logger LOG = LoggerFactory.getLogger(UnstoredFindings.class);

  /** Plain ASCII: whatever character was refused, its escape is not. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final String INSERT =
      "INSERT INTO unstored_findings"
          + " (finding_id, run_generation, revision, run_id, sql_state, reason, finding)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String COUNT = "SELECT count(*) FROM unstored_findings WHERE run_id = ?";

  private UnstoredFindings() {}

  /** Sets a revision aside, with the reason; one that is there already stays as it is. */
  static void add(Connection connection, Finding finding, long runGeneration, SQLException failure)
      throws SQLException {
    String reason = LogText.shown(failure.getMessage());
    LOG.warn(
        "revision {} of finding {} cannot be stored and is set aside in unstored_findings: {}",
        finding.revision(),
        finding.findingId(),
        reason);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      int parameter = 1;
      insert.setString(parameter++, LogText.shown(finding.findingId()));
      insert.setLong(parameter++, runGeneration);
      insert.setInt(parameter++, finding.revision());
      insert.setString(parameter++, LogText.shown(finding.runId()));
      insert.setString(parameter++, SqlFailure.state(failure));
      insert.setString(parameter++, reason);
      insert.setString(parameter, json(finding));
      insert.executeUpdate();
    }
  }

  private static String json(Finding finding) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column<Finding> column : FindingsTable.TABLE.columns()) {
      values.put(column.name(), column.value().apply(finding));
    }
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("finding " + finding.findingId() + " is no JSON", e);
    }
  }

  /** How many revisions of a run's findings were set aside. */
  public static long count(PostgresDatabase database, String runId) throws IOException {
    return database.ask(
        connection -> {
          try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setString(1, runId);
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }
}
