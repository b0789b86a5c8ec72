package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriageStatus;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import io.pumpwatch.jobs.output.postgres.UnfitDatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands over a database take and refuse; nothing here connects. */
class PostgresOptionsTest {
  private static final String URL = "jdbc:postgresql://db.example/soc";
  private static final Finding FINDING = FindingExamples.burst("aaaaaaaa").finding();

  private final List<Object> asked = new ArrayList<>();

  @TempDir private Path folder;

  private CommandLineRun run(String... arguments) {
    Object command =
        switch (arguments[0]) {
          case "detect" ->
              new DetectCommand(
                  List.of(),
                  options -> {
                    asked.add(options.table());
                    throw new UnfitDatabaseException("lacks migrations");
                  });
          case "tables" ->
              new TablesCommand(
                  url -> {
                    throw new IOException("the way is blocked");
                  });
          case "findings" ->
              new FindingsCommand(
                  files -> {
                    throw new AssertionError("no folder was asked for");
                  },
                  url -> List.of(FINDING),
                  url -> List.of(triage(url, "", new Triage(null, null, null))));
          default -> new TriageCommand(this::triage);
        };
    return CommandLineRun.of(command, arguments);
  }

  private TriagedFinding triage(PostgresUrl url, String idStart, Triage triage) {
    asked.addAll(Arrays.asList(url, idStart, triage));
    return new TriagedFinding(
        FINDING,
        new Triage(TriageStatus.CONFIRMED, "\u001b[31mkim", null),
        Instant.parse("2026-03-02T10:00:00.5Z"));
  }

  static List<Arguments> refusals() {
    return List.of(
        Arguments.of("tables", "Missing required option: '--postgres-url=URL'"),
        Arguments.of(
            "tables --postgres-url jdbc:postgresql://kim:hunter2@db.example/soc",
            "Invalid value for option '--postgres-url': must carry no user and no password"),
        Arguments.of(
            "findings --postgres-url jdbc:postgresql://db.example/soc?password=hunter2",
            "Invalid value for option '--postgres-url': must carry no user and no password"),
        Arguments.of(
            "detect --postgres-url db.example",
            "Invalid value for option '--postgres-url': must be the JDBC URL"),
        Arguments.of(
            "findings there --postgres-url " + URL, "give DIR or --postgres-url, not both"),
        Arguments.of("detect --run-generation 2", "--run-generation goes with --postgres-url"),
        Arguments.of(
            "detect --run-generation 0 --postgres-url " + URL,
            "--run-generation must be at least 1, is 0"),
        Arguments.of("triage a --postgres-url " + URL, "nothing to write: give --status"),
        Arguments.of(
            "triage a --status confirm --postgres-url " + URL,
            "Invalid value for option '--status': 'confirm' (did you mean confirmed?)"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatMakesNoSense(String line, String problem) {
    CommandLineRun run = run(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).hasSize(2).allSatisfy(said -> assertThat(said).doesNotContain("hunter2"));
    assertThat(run.err().get(0)).startsWith(problem);
    assertThat(asked).isEmpty();
  }

  @Test
  void detectTakesATableAndItsGeneration() {
    String output = folder.resolve("out").toString();
    CommandLineRun run = run("detect", "--output", output, "--postgres-url", URL);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).containsExactly("lacks migrations");

    run("detect", "--output", output, "--postgres-url", URL, "--run-generation", "2");
    run("detect", "--output", output);
    PostgresUrl url = new PostgresUrl(URL);
    assertThat(asked)
        .containsExactly(new FindingTableOptions(url, 1), new FindingTableOptions(url, 2), null);
  }

  @Test
  void findingsOfADatabaseNeedNoFolder() {
    assertThat(run("findings", "--format", "csv", "--postgres-url", URL).out())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("aaaaaaaa,");
  }

  @Test
  void triagePrintsTheRow() {
    CommandLineRun run =
        run("triage", "aaa", "--status=confirmed", "--note=", "--postgres-url", URL);

    assertThat(run.exitCode()).isZero();
    assertThat(asked)
        .containsExactly(new PostgresUrl(URL), "aaa", new Triage(TriageStatus.CONFIRMED, null, ""));
    assertThat(run.out())
        .containsExactly(
            "finding   aaaaaaaa",
            "claim     high burst on +24177012xxx, tenant acme",
            "status    confirmed",
            "assignee  \ufffd[31mkim",
            "note      -",
            "updated   2026-03-02T10:00:00Z");
  }

  @Test
  void aDatabaseThatIsDownIsNoMistake() {
    CommandLineRun run = run("tables", "--postgres-url", URL);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).first().isEqualTo("tables failed: the way is blocked");
  }
}
