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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
            "Applied migration 1 findings",
            "Applied migration 2 finding views",
            "Applied migration 3 unstored findings",
            "Applied migration 4 open incidents",
            "Applied migration 5 response",
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
    String[] options = {"--format", "ndjson", "--severity", "medium", "--tenant", "shop"};

    PumpwatchProcess table = pumpwatch(with(options, "findings", "--postgres-url", url));

    assertThat(table.exitCode()).isZero();
    assertThat(table.out())
        .isNotEmpty()
        .isEqualTo(pumpwatch(with(options, "findings", "pumpwatch-out")).out());
  }

  private static String[] with(String[] options, String... command) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray(String[]::new);
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
    PumpwatchProcess failed = pumpwatch("findings", "--postgres-url", CLOSED);

    assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(failed.err())
        .first()
        .asString()
        .startsWith("findings failed: PostgreSQL at localhost:1/soc cannot be used just now");
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
