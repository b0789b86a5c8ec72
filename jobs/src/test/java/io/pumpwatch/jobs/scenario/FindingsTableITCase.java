package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The findings table as its users meet it: at the command line, over the bundled sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsTableITCase {
  private static final String CLOSED = "jdbc:postgresql://localhost:1/soc";

  private Path folder;
  private PostgresServer server;
  private String url;
  private Map<String, String> environment;
  private PumpwatchProcess tables;
  private PumpwatchProcess detect;

  @BeforeAll
  void detectIntoATable(@TempDir Path temporary) throws Exception {
    folder = temporary;
    server = PostgresServer.start();
    url = server.newDatabase();
    Path password = Files.writeString(folder.resolve("secret"), PostgresServer.PASSWORD + "\n");
    environment =
        Map.of(
            PostgresCredentials.USER,
            PostgresServer.USER,
            PostgresCredentials.PASSWORD_FILE,
            password.toString());
    tables = pumpwatch("tables", "--postgres-url", url);
    detect = pumpwatch("detect", "--postgres-url", url, "--run-generation", "3");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private PumpwatchProcess pumpwatch(String... arguments) throws Exception {
    return PumpwatchProcess.run(folder, environment, arguments);
  }

  private List<Finding> inFiles() throws Exception {
    return FindingsReader.latest(
        new org.apache.flink.core.fs.Path(folder.resolve("pumpwatch-out/findings").toUri()));
  }

  private List<Finding> inTheTable() throws Exception {
    return new FindingsInPostgres(
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD))
        .latest(new PostgresUrl(url));
  }

  @Test
  void tablesSaysWhatItApplied() throws Exception {
    String name = url.substring("jdbc:postgresql://".length());
    assertThat(tables.exitCode()).isZero();
    assertThat(tables.out())
        .containsExactly(
            "Applied 1 findings",
            "Applied 2 finding views",
            "Applied 3 unstored findings",
            "The tables are in " + name);
    assertThat(tables.err()).isEmpty();

    PumpwatchProcess again = pumpwatch("tables", "--postgres-url", url);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).containsExactly("Nothing to do in " + name);
  }

  @Test
  void theTableHoldsWhatTheFilesHold() throws Exception {
    assertThat(detect.exitCode()).as(detect.text()).isZero();
    assertThat(detect.out()).anyMatch(line -> line.startsWith("Findings are in PostgreSQL at "));

    RowForRow.assertSame("the table", inFiles(), inTheTable());
    assertThat(inTheTable()).isNotEmpty().isEqualTo(inFiles());
    assertThat(column("SELECT DISTINCT run_generation FROM findings")).containsExactly("3");
    assertThat(column("SELECT finding_id FROM unstored_findings")).isEmpty();
  }

  @Test
  void findingsPrintsTheSameFromTableAndFiles() throws Exception {
    for (List<String> options :
        List.of(
            List.of("--format", "ndjson"),
            List.of("--severity", "medium", "--tenant", "shop", "--pattern", "burst"))) {
      List<String> files = new ArrayList<>(List.of("findings", "pumpwatch-out"));
      files.addAll(options);
      List<String> table = new ArrayList<>(List.of("findings", "--postgres-url", url));
      table.addAll(options);

      PumpwatchProcess printed = pumpwatch(table.toArray(String[]::new));

      assertThat(printed.exitCode()).isZero();
      assertThat(printed.out())
          .hasSizeGreaterThan(1)
          .isEqualTo(pumpwatch(files.toArray(String[]::new)).out());
    }
  }

  @Test
  void triageWritesDownAndPrints() throws Exception {
    Finding finding = inTheTable().get(0);

    PumpwatchProcess triage =
        pumpwatch(
            "triage",
            finding.findingId().substring(0, 16),
            "--postgres-url=" + url,
            "--status=false_positive",
            "--assignee=kim",
            "--note=our own load test");

    assertThat(triage.exitCode()).as(triage.text()).isZero();
    assertThat(triage.out())
        .contains(
            "finding   " + finding.findingId(),
            "status    false_positive",
            "assignee  kim",
            "note      our own load test");
    assertThat(column("SELECT triage_status FROM findings WHERE assignee = 'kim'"))
        .containsExactly("false_positive");
  }

  @Test
  void refusesWhatCannotWork() throws Exception {
    String empty = server.newDatabase();

    assertRefused("lacks migrations", "detect", "--postgres-url", empty, "--output", "refused");
    assertRefused("pumpwatch tables", "detect", "--postgres-url", CLOSED, "--output", "refused");
    assertThat(folder.resolve("refused")).doesNotExist();
    assertRefused("pumpwatch tables", "findings", "--postgres-url", empty);
    assertRefused(
        "no finding has an id that starts with zzz",
        "triage",
        "zzz",
        "--postgres-url",
        url,
        "--status",
        "new");

    PumpwatchProcess nobody =
        PumpwatchProcess.run(folder, Map.of(), "tables", "--postgres-url", url);
    assertThat(nobody.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(nobody.err()).anyMatch(line -> line.contains(PostgresCredentials.USER));
  }

  private void assertRefused(String why, String... arguments) throws Exception {
    PumpwatchProcess refused = pumpwatch(arguments);
    assertThat(refused.exitCode()).as(refused.text()).isEqualTo(ExitCodes.REFUSED);
    assertThat(refused.text()).contains(why).doesNotContain("\tat ");
  }

  @Test
  void aDatabaseThatIsDownIsNoReasonToChangeAnything() throws Exception {
    for (String[] arguments :
        List.of(
            new String[] {"tables", "--postgres-url", CLOSED},
            new String[] {"findings", "--postgres-url", CLOSED},
            new String[] {"triage", "a", "--status", "new", "--postgres-url", CLOSED})) {
      PumpwatchProcess failed = pumpwatch(arguments);
      assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(failed.err())
          .anyMatch(line -> line.contains("PostgreSQL at localhost:1/soc cannot be used just now"));
    }
  }

  @Test
  void thePasswordIsNowhereTold() throws Exception {
    assertThat(tables.text() + detect.text()).doesNotContain(PostgresServer.PASSWORD);
    assertThat(Files.readString(folder.resolve("pumpwatch-out/run.json")))
        .doesNotContain(PostgresServer.PASSWORD);
  }

  private List<String> column(String sql) throws Exception {
    List<String> values = new ArrayList<>();
    try (Connection connection = server.administrator(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
