package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.server.PostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FindingTablesITCase {
  private static final String[] MIGRATIONS = {
    "1 findings", "2 finding views", "3 unstored findings", "4 open incidents", "5 response"
  };

  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void migrationsAreAppliedOnce() throws Exception {
    FindingTables tables = new FindingTables(TestDatabase.empty(server).database());

    assertThatThrownBy(tables::requireMigrated)
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining(
            "lacks migrations (1 findings, 2 finding views, 3 unstored findings, 4 open incidents,"
                + " 5 response)")
        .hasMessageContaining("pumpwatch tables");
    assertThat(tables.migrate()).containsExactly(MIGRATIONS);
    assertThat(tables.migrate()).isEmpty();
    tables.requireMigrated();
  }

  @Test
  void twoAtOnceApplyThemOnce() throws Exception {
    int rounds = 5;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < rounds; round++) {
        FindingTables tables = new FindingTables(TestDatabase.empty(server).database());
        Callable<List<String>> migrate = tables::migrate;
        List<String> applied = new ArrayList<>();
        for (Future<List<String>> one : threads.invokeAll(List.of(migrate, migrate))) {
          applied.addAll(one.get());
        }
        assertThat(applied).containsExactlyInAnyOrder(MIGRATIONS);
        tables.requireMigrated();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void tablesOfOthersAreLeftAlone() throws Exception {
    TestDatabase shared = TestDatabase.empty(server);
    shared.execute("CREATE TABLE tickets AS SELECT 7 AS id");

    assertThat(new FindingTables(shared.database()).migrate()).containsExactly(MIGRATIONS);

    assertThat(shared.only("SELECT id FROM tickets")).isEqualTo("7");
  }

  @Test
  void theTableHasTheColumnsOfTheFilesAndTheirTypes() throws Exception {
    List<String> expected =
        FindingsTable.TABLE.columns().stream()
            .map(column -> column.name() + " " + PostgresType.of(column.type()).sqlName())
            .toList();

    List<String> columns =
        TestDatabase.migrated(server)
            .all(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns"
                    + " WHERE table_schema = 'public' AND table_name = 'findings'"
                    + " ORDER BY ordinal_position");

    assertThat(columns).startsWith(expected.toArray(String[]::new));
    assertThat(columns.subList(expected.size(), columns.size()))
        .containsExactly(
            "run_generation bigint",
            "triage_status text",
            "assignee text",
            "note text",
            "severity_rank smallint",
            "alerting boolean",
            "created_at timestamp with time zone",
            "updated_at timestamp with time zone");
  }

  @Test
  void theDatabaseKnowsTheSameWords() throws Exception {
    TestDatabase database = TestDatabase.migrated(server);
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      for (Severity severity : Severity.values()) {
        Finding finding = StoredFindings.revision(severity.word(), 1);
        table.store(List.of(StoredFindings.with(finding, "severity", severity)));
      }
    }
    assertThat(database.all("SELECT severity FROM findings ORDER BY severity_rank"))
        .containsExactly(
            Arrays.stream(Severity.values()).map(Severity::word).toArray(String[]::new));

    for (TriageStatus status : TriageStatus.values()) {
      database.execute("UPDATE findings SET triage_status = '" + status.word() + "'");
    }
    assertThatThrownBy(() -> database.execute("UPDATE findings SET triage_status = 'perhaps'"))
        .hasMessageContaining("triage_status");
  }

  @Test
  void whatAlertsIsTheSameInSql() throws Exception {
    TestDatabase database = TestDatabase.migrated(server);
    List<Finding> findings = new ArrayList<>();
    for (String mode : List.of("alert", "shadow")) {
      for (String suppressedBy : Arrays.asList(null, "launch")) {
        for (String explainedBy : Arrays.asList(null, "another")) {
          for (Severity severity : List.of(Severity.INFORMATIONAL, Severity.LOW)) {
            Finding finding = StoredFindings.revision("finding-" + findings.size(), 1);
            finding = StoredFindings.with(finding, "mode", mode);
            finding = StoredFindings.with(finding, "suppressedBy", suppressedBy);
            finding = StoredFindings.with(finding, "explainedBy", explainedBy);
            findings.add(StoredFindings.with(finding, "severity", severity));
          }
        }
      }
    }
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      table.store(findings);
    }

    assertThat(database.all("SELECT finding_id FROM alerting_findings"))
        .containsExactlyInAnyOrderElementsOf(
            findings.stream().filter(Finding::alerting).map(Finding::findingId).toList())
        .hasSize(1);
  }

  @Test
  void anIncidentThatGoesOnIsARow() throws Exception {
    TestDatabase database = TestDatabase.migrated(server);
    Finding block = incident("block", Map.of("status", Finding.OPEN, "costUsd", 40.0));
    Finding country =
        incident(
            "country",
            Map.of(
                "detectedAt",
                block.detectedAt().minusSeconds(60),
                "windowEnd",
                block.windowEnd().plusSeconds(60),
                "pattern",
                "send-to-success-imbalance",
                "severity",
                Severity.CRITICAL,
                "explainedBy",
                "block",
                "costUsd",
                50.0,
                "sends",
                2000L));
    Finding elsewhere =
        incident("elsewhere", Map.of("tenant", "zebra", "country", "MG", "relatedIncidentId", "b"));
    Finding over = StoredFindings.incident("over", "closed");
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      table.store(List.of(block, country, elsewhere, over));
    }
    database.execute(
        "UPDATE findings SET triage_status = 'investigating' WHERE finding_id = 'block'");

    assertThat(database.only("SELECT row_to_json(i) FROM open_incidents i"))
        .contains("\"incident_id\":\"attack\"")
        .contains("\"tenants\":[\"acme\",\"zebra\"]", "\"countries\":[\"GA\",\"MG\"]")
        .contains("\"patterns\":[\"burst\",\"send-to-success-imbalance\"]")
        .contains("\"severity\":\"high\"", "\"severity_rank\":3")
        .contains("\"findings\":3", "\"alerting_findings\":2")
        .contains("\"sends\":2000", "\"cost_usd\":123.4")
        .contains("\"untriaged\":1", "\"triage_statuses\":[\"investigating\",\"new\"]")
        .contains("\"related_incidents\":[\"b\"]");
    assertThat(
            database.only(
                "SELECT first_detected_at = min(detected_at) AND last_window_end = max(window_end)"
                    + " FROM open_incidents JOIN findings USING (incident_id)"
                    + " GROUP BY first_detected_at, last_window_end"))
        .isEqualTo("t");
  }

  private static Finding incident(String id, Map<String, ?> columns) {
    Finding finding = StoredFindings.incident(id, "attack");
    for (Map.Entry<String, ?> column : columns.entrySet()) {
      finding = StoredFindings.with(finding, column.getKey(), column.getValue());
    }
    return finding;
  }

  @Test
  void saysWhatIsWrongWithADatabase() throws Exception {
    TestDatabase there = TestDatabase.empty(server);
    PostgresUrl missing = new PostgresUrl(server.url("missing"));
    PostgresUrl closed = new PostgresUrl("jdbc:postgresql://localhost:1/soc");
    CredentialSource right = there.database().credentials();
    CredentialSource wrong = () -> new PostgresCredentials(PostgresServer.USER, "wrong");
    CredentialSource none = () -> new PostgresCredentials(PostgresServer.USER, null);

    assertThatThrownBy(() -> migrate(missing, right))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining("database \"missing\" does not exist");
    assertThatThrownBy(() -> migrate(there.database().url(), wrong))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageContaining(PostgresCredentials.PASSWORD)
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> migrate(there.database().url(), none))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining(PostgresCredentials.PASSWORD_FILE);
    assertThatThrownBy(() -> migrate(closed, right))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PostgreSQL at localhost:1/soc cannot be used just now");
    assertThatThrownBy(() -> FindingQuery.latest(there.database()))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining("pumpwatch tables");
  }

  private static void migrate(PostgresUrl url, CredentialSource credentials) throws IOException {
    new FindingTables(new PostgresDatabase(url, credentials)).migrate();
  }
}
