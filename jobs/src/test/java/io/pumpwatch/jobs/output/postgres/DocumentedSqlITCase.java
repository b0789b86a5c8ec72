package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The SQL of {@code deploy/README.md} does what it says there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedSqlITCase {
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

  private final List<String> documented = documented();
  private PostgresServer server;
  private TestDatabase database;

  @BeforeAll
  void storeFindings() throws Exception {
    server = PostgresServer.start();
    database = TestDatabase.migrated(server);
    Finding finding = StoredFindings.revision("a", 1);
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      table.store(
          List.of(
              StoredFindings.with(finding, "detectedAt", Instant.now()),
              StoredFindings.with(StoredFindings.revision("open", 1), "status", Finding.OPEN),
              StoredFindings.incident("b", "94c30014"),
              StoredFindings.incident("c", "\u0000")));
    }
    try (ResponseUpsert table = new ResponseUpsert(database.database(), 1)) {
      table.store(List.of(StoredMeasures.inForce("m", "+24177012")));
    }
    execute(only("CREATE ROLE"));
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  private static List<String> documented() {
    try {
      return SQL.matcher(Files.readString(Path.of("../deploy/README.md")))
          .results()
          .map((MatchResult block) -> block.group(1))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String only(String part) {
    List<String> found = documented.stream().filter(sql -> sql.contains(part)).toList();
    assertThat(found).as(part).hasSize(1);
    return found.get(0);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.administrator(database.database().url().text());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PostgresDatabase as(String role, String password) {
    return new PostgresDatabase(
        database.database().url(), () -> new PostgresCredentials(role, password));
  }

  @Test
  void everyQueryFindsSomething() throws Exception {
    List<String> queries = documented.stream().filter(sql -> sql.startsWith("SELECT")).toList();

    assertThat(queries).hasSize(8);
    for (String query : queries) {
      assertThat(database.all(query)).as(query).isNotEmpty();
    }
    assertThat(database.all(only("unstored_findings u"))).containsExactly("c");
  }

  @Test
  void everyStatementIsCovered() {
    assertThat(documented)
        .allMatch(
            sql ->
                sql.startsWith("SELECT")
                    || sql.startsWith("CREATE ROLE")
                    || sql.startsWith("UPDATE"));
  }

  @Test
  void aJobNeedsNoMoreThanItsRole() throws Exception {
    PostgresDatabase job = as("pumpwatch_job", "change me");

    new FindingTables(job).requireMigrated();
    try (FindingUpsert table = new FindingUpsert(job, 1)) {
      assertThat(
              table.store(
                  List.of(
                      StoredFindings.revision("by-the-job", 1),
                      StoredFindings.incident("refused", "\u0000"))))
          .isEqualTo(new FindingUpsert.Outcome(1, 0, 1));
      assertThat(table.store(List.of(StoredFindings.revision("by-the-job", 2))).stored()).isOne();
    }
    assertThat(UnstoredFindings.count(job, StoredFindings.revision("refused", 1).runId()))
        .isPositive();
    try (Connection connection = job.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM findings"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void theSocTriagesAndChangesNothingElse() throws Exception {
    PostgresDatabase soc = as("pumpwatch_soc", "change me too");

    Triage triage = new Triage(TriageStatus.CONFIRMED, "kim", "closed");
    assertThat(FindingTriage.write(soc, "a", triage).triage()).isEqualTo(triage);
    assertThat(FindingQuery.latest(soc)).isNotEmpty();
    try (Connection connection = soc.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(only("UPDATE findings\n"));
      assertThatThrownBy(() -> statement.execute("UPDATE findings SET severity = 'low'"))
          .hasMessageContaining("permission denied");
    }
    assertThat(database.only("SELECT note FROM findings WHERE finding_id = 'b'"))
        .isEqualTo("our own load test");
  }
}
