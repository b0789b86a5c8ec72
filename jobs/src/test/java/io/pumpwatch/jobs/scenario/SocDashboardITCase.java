package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.DetectJob;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.FindingTableOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.server.PostgresServer;
import io.pumpwatch.jobs.watching.Dashboard;
import io.pumpwatch.jobs.watching.GrafanaQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SOC's dashboard over the findings of the bundled sample, by the role that it is given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocDashboardITCase {
  private static final Path README = Path.of("../deploy/README.md");
  private static final Pattern ROLE =
      Pattern.compile(
          "CREATE ROLE pumpwatch_soc LOGIN PASSWORD '([^']+)';.*?(?=\n```)", Pattern.DOTALL);

  /** What a run over topics would show at the sample's end, and a revision that was refused. */
  private static final List<String> GOES_ON =
      List.of(
          "UPDATE findings SET status = 'open' WHERE cut_by_end_of_input",
          "INSERT INTO unstored_findings (finding_id, run_generation, revision, reason, finding)"
              + " VALUES ('a', 1, 1, 'too long', '{}')");

  private PostgresServer server;
  private String url;
  private String password;

  @BeforeAll
  void detectIntoATable(@TempDir Path folder) throws Exception {
    server = PostgresServer.start();
    url = server.newDatabase();
    FindingsInPostgres postgres =
        new FindingsInPostgres(
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD));
    postgres.migrate(new PostgresUrl(url));
    detect(LogFolder.ofSample(folder.resolve("sample")), folder.resolve("output"), postgres);
    try (Connection connection = server.administrator(url);
        Statement statement = connection.createStatement()) {
      for (String change : GOES_ON) {
        statement.execute(change);
      }
      statement.execute(roleOfTheReadme());
    }
  }

  private String roleOfTheReadme() throws IOException {
    Matcher role = ROLE.matcher(Files.readString(README));
    assertThat(role.find()).as("the role of the SOC in the README").isTrue();
    password = role.group(1);
    return role.group();
  }

  private void detect(LogFolder logs, Path output, FindingsInPostgres postgres) throws Exception {
    DetectCommand.PreparedRun run =
        new DetectJob(postgres)
            .prepare(
                new DetectOptions(
                    "run",
                    new InputSelection(
                        List.of(new org.apache.flink.core.fs.Path(logs.logs().toUri())),
                        null,
                        null,
                        null),
                    null,
                    null,
                    logs.settings(),
                    null,
                    null,
                    new OutputDirectory(new org.apache.flink.core.fs.Path(output.toUri())),
                    2,
                    RunMode.BATCH,
                    new FindingTableOptions(new PostgresUrl(url), 1),
                    null));
    try (Progress progress =
        Progress.start(new PrintWriter(Writer.nullWriter()), new Terminal(false, 80))) {
      run.execute(progress);
    }
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  /**
   * What a query gave.
   *
   * @param columns their names
   * @param rows the values of each
   */
  private record Answer(List<String> columns, List<List<Object>> rows) {}

  private Answer ask(Dashboard.Panel panel) throws SQLException {
    assertThat(panel.queries()).hasSize(1);
    return ask(new GrafanaQuery(panel.queries().get(0)).sql("2026-03-02Z", "2026-03-03Z"));
  }

  private Answer ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "pumpwatch_soc", password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData shape = result.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int column = 1; column <= shape.getColumnCount(); column++) {
        columns.add(shape.getColumnLabel(column));
      }
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= columns.size(); column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
      return new Answer(columns, rows);
    }
  }

  static List<Dashboard.Panel> panels() throws IOException {
    return Dashboard.soc().panels();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyPanelShowsSomething(Dashboard.Panel panel) throws SQLException {
    Answer answer = ask(panel);

    assertThat(answer.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
    assertThat(answer.columns()).doesNotHaveDuplicates();
    if (panel.type().equals("stat")) {
      assertThat(answer.rows()).hasSize(1);
      assertThat(((Number) answer.rows().get(0).get(0)).doubleValue()).isPositive();
    }
    if (panel.type().equals("timeseries")) {
      assertThat(answer.columns().get(0)).isEqualTo("time");
      assertThat(answer.rows())
          .extracting(row -> ((Number) row.get(0)).longValue())
          .isSorted()
          .allMatch(time -> time % 3600 == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyPanelOfATimeIsEmptyAtAnother(Dashboard.Panel panel) throws SQLException {
    GrafanaQuery query = new GrafanaQuery(panel.queries().get(0));
    if (query.template().contains("$__timeFilter")) {
      assertThat(ask(query.sql("2025-03-02Z", "2025-03-03Z")).rows()).isEmpty();
    }
  }

  @Test
  void whatIsToTriageIsWhatTheViewHolds() throws Exception {
    Object shown = ask(panel("To triage")).rows().get(0).get(0);

    assertThat(shown)
        .isEqualTo(ask("SELECT count(*) FROM findings_to_triage").rows().get(0).get(0));
    assertThat(ask(panel("To triage, the most severe first")).rows())
        .hasSize(Math.min(20, ((Number) shown).intValue()))
        .first()
        .satisfies(row -> assertThat(row.get(0)).isEqualTo("critical"));
  }

  private static Dashboard.Panel panel(String title) throws IOException {
    return panels().stream()
        .filter(panel -> panel.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no panel " + title));
  }
}
