package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.jobs.Pumpwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code notebooks/} offers analysts works on what a run over the sample leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesAndNotebooksITCase {
  private static final Path NOTEBOOKS = Path.of("../notebooks").toAbsolutePath().normalize();
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
  private static final long PATIENCE_MINUTES = 10;

  private Path folder;
  private JsonNode scorecard;
  private Connection connection;

  @BeforeAll
  void leaveARunAndHistory(@TempDir Path temporary) throws Exception {
    folder = temporary;
    pumpwatch("backtest", "--references");
    LogFolder sample = LogFolder.ofSample(folder.resolve("sample"));
    pumpwatch(
        "normalize",
        "--input=" + sample.logs(),
        "--settings=" + sample.settings(),
        "--output=history");
    scorecard =
        new ObjectMapper().readTree(folder.resolve("pumpwatch-out/scorecard.json").toFile());
    connection = DriverManager.getConnection("jdbc:duckdb:");
    for (String view : documented("CREATE VIEW")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(view);
      }
    }
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private void pumpwatch(String... arguments) throws Exception {
    PumpwatchProcess run = PumpwatchProcess.run(folder, Map.of(), arguments);
    assertThat(run.exitCode()).as(run.text()).isZero();
  }

  /** The statements of the page that begin so, over the run of this test. */
  private List<String> documented(String beginning) throws IOException {
    return SQL.matcher(Files.readString(NOTEBOOKS.resolve("queries.md")))
        .results()
        .map(block -> block.group(1))
        .filter(statement -> statement.startsWith(beginning))
        .map(
            statement ->
                statement
                    .replace("'pumpwatch-out/", "'" + folder + "/pumpwatch-out/")
                    .replace("'history/", "'" + folder + "/history/"))
        .toList();
  }

  private List<Map<String, Object>> rows(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private List<Map<String, Object>> rowsOf(String part) throws Exception {
    List<String> queries = new ArrayList<>(documented("SELECT"));
    queries.addAll(documented("WITH"));
    List<String> found = queries.stream().filter(query -> query.contains(part)).toList();
    assertThat(found).as(part).hasSize(1);
    return rows(found.get(0));
  }

  @Test
  void everyQueryOfThePageFindsSomething() throws Exception {
    List<String> queries = new ArrayList<>(documented("SELECT"));
    queries.addAll(documented("WITH"));

    assertThat(documented("CREATE VIEW")).hasSize(3);
    assertThat(documented("")).hasSize(queries.size() + 3);
    assertThat(queries).hasSize(10);
    for (String query : queries) {
      assertThat(rows(query)).as(query).isNotEmpty();
    }
  }

  /** The scorecard counted them by other means. */
  @Test
  void alertsAndIncidentsAreThoseOfTheScorecard() throws Exception {
    assertThat(rowsOf("recommended_action")).hasSize(scorecard.path("findings").asInt());
    assertThat(rowsOf("max_by(findings")).hasSize(scorecard.path("incidents").asInt());
  }

  /** But for the burst: the log that names its client has no numbers, so its price is a guess. */
  @Test
  void moneyOfIncidentsIsThatOfTheAttacks() throws Exception {
    assertThat(scorecard.path("attack_results"))
        .filteredOn(result -> !result.path("profile").asText().equals("single-address-burst"))
        .hasSize(3)
        .allSatisfy(
            attack ->
                assertThat(rowsOf("max_by(findings"))
                    .extracting(row -> (Double) row.get("cost_usd"))
                    .anyMatch(
                        cost -> Math.abs(cost / attack.path("cost_usd").asDouble() - 1) < 0.1));
  }

  @Test
  void blocksOfAttacksDoNotConvertAndThoseOfACompanyDo() throws Exception {
    assertThat(rowsOf("AS block,"))
        .anySatisfy(
            row -> {
              assertThat(row.get("block")).isEqualTo("+99897415");
              assertThat(row.get("conversion")).isEqualTo(0.0);
            })
        .anySatisfy(row -> assertThat((Double) row.get("conversion")).isGreaterThan(0.9));
  }

  @Test
  void blockingWouldHaveStoppedMessagesOfWhichNoCodeCameBack() throws Exception {
    assertThat(rowsOf("sends_blocked"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat((Long) row.get("sends_blocked")).isPositive();
              assertThat(row.get("with_code_back")).isEqualTo(0L);
            });
  }

  @ParameterizedTest
  @CsvSource({"explore-history, 3", "read-a-backtest, 3", "tune-thresholds, 2"})
  void aNotebookRunsFromStartToEnd(String name, int pictures) throws Exception {
    String python = System.getenv().getOrDefault("PYTHON", "/usr/bin/python3");
    assumeTrue(
        Files.isExecutable(Path.of(python))
            && end(
                    new ProcessBuilder(
                        python, "-c", "import nbconvert, ipykernel, pandas, matplotlib"))
                == 0,
        "needs Jupyter; on Debian: apt-get install jupyter-nbconvert python3-ipykernel"
            + " python3-pandas python3-matplotlib");
    ProcessBuilder execution =
        new ProcessBuilder(
            python,
            "-m",
            "nbconvert",
            "--execute",
            "--to",
            "notebook",
            "--output-dir",
            folder.resolve("executed").toString(),
            NOTEBOOKS.resolve(name + ".ipynb").toString());
    execution.environment().put("PUMPWATCH_RUN", folder.resolve("pumpwatch-out").toString());
    execution.environment().put("PUMPWATCH_HISTORY", folder.resolve("history").toString());
    execution.environment().put("PUMPWATCH_DUCKDB", jarOf(DuckDBDriver.class));
    execution.environment().put("PUMPWATCH", launcher().toString());
    execution.environment().put("PYTHONDONTWRITEBYTECODE", "1");

    int exitCode = end(execution);

    assertThat(exitCode).as(Files.readString(said())).isZero();
    JsonNode executed =
        new ObjectMapper().readTree(folder.resolve("executed/" + name + ".ipynb").toFile());
    assertThat(executed.findValuesAsText("output_type")).isNotEmpty().doesNotContain("error");
    assertThat(executed.findValues("image/png")).hasSize(pictures);
  }

  private Path said() {
    return folder.resolve("said.txt");
  }

  private int end(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).redirectOutput(said().toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** The command line from the classes of this build, where the launcher would build its own. */
  private Path launcher() throws IOException {
    String opens =
        "--add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED"
            + " --add-opens=java.base/java.time=ALL-UNNAMED"
            + " --add-opens=java.base/java.nio=ALL-UNNAMED";
    Path script =
        Files.writeString(
            folder.resolve("pumpwatch"),
            String.format(
                "#!/bin/sh%nexec '%s/bin/java' -Xmx1g %s -cp '%s' %s \"$@\"%n",
                System.getProperty("java.home"),
                opens,
                System.getProperty("java.class.path"),
                Pumpwatch.class.getName()));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
