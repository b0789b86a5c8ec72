package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.OcsfSchema;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import io.pumpwatch.jobs.command.findings.TriageLabel;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriageStatus;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsCommandTest {
  private static final List<Finding> FINDINGS =
      List.of(
          FindingExamples.burst("aaaaaaaa").severity(Severity.LOW).finding(),
          FindingExamples.burst("bbbbbbbb").tenant("globex").finding(),
          FindingExamples.burst("cccccccc").pattern("sequential-numbers").finding(),
          FindingExamples.burst("cccccccd").severity(Severity.CRITICAL).finding());

  @TempDir private Path folder;

  @BeforeEach
  void makeTheOutputOfARun() throws IOException {
    Files.createDirectories(folder.resolve("findings"));
  }

  private CommandLineRun findings(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "findings";
    arguments[1] = folder.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandLineRun.of(
        new FindingsCommand(
            read -> {
              assertThat(read.getPath()).isEqualTo(folder.resolve("findings").toString());
              return FINDINGS;
            },
            url -> {
              throw new AssertionError("no database was asked for");
            },
            url -> {
              throw new AssertionError("no database was asked for");
            }),
        arguments);
  }

  @Test
  void labelsComeFromADatabase() {
    List<TriagedFinding> decided =
        List.of(
            new TriagedFinding(
                FINDINGS.get(0), new Triage(TriageStatus.CONFIRMED, null, null), Instant.EPOCH),
            new TriagedFinding(
                FINDINGS.get(1),
                new Triage(TriageStatus.FALSE_POSITIVE, null, null),
                Instant.EPOCH));
    FindingsCommand command =
        new FindingsCommand(
            files -> {
              throw new AssertionError("no folder was asked for");
            },
            url -> {
              throw new AssertionError("not asked for all");
            },
            url -> decided);

    assertThat(
            CommandLineRun.of(
                    command,
                    "findings",
                    "--format=labels",
                    "--tenant=acme",
                    "--postgres-url=jdbc:postgresql://db.example/soc")
                .out())
        .containsExactly(new TriageLabel(decided.get(0)).line());
    assertThat(findings("--format", "labels").err())
        .contains("--format labels needs --postgres-url: what the SOC decides is kept there");
  }

  @Test
  void printsWhatEachPatternAlertedOn() {
    assertThat(findings("--modes", "--tenant", "acme").out())
        .element(1)
        .asString()
        .matches("burst +2 +2 +2 +0 +0 +0 +0 +0");
    assertThat(findings("--modes", "--long", "--format", "csv").err())
        .contains(
            "--modes is a table of its own, and goes with --format table",
            "--modes or --long, not both");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                                aaaaaaaa bbbbbbbb cccccccc cccccccd",
    "--severity high,                                   bbbbbbbb cccccccc cccccccd",
    "--severity=CRITICAL,                               cccccccd",
    "--pattern sequential-numbers,                      cccccccc",
    "--pattern sequential-numbers --pattern burst,      aaaaaaaa bbbbbbbb cccccccc cccccccd",
    "--tenant globex,                                   bbbbbbbb",
    "--incident incident-ccc,                           cccccccc cccccccd",
    "--since 2026-01-05T13:15:00Z,                      aaaaaaaa bbbbbbbb cccccccc cccccccd",
    "--since 2026-01-05T13:15:01Z,                      ''",
    "--tenant acme --severity high --pattern burst,     cccccccd"
  })
  void filters(String options, String ids) {
    String[] arguments = ("--format csv " + options).trim().split(" +");
    assertThat(findings(arguments).out().stream().skip(1).map(line -> line.split(",")[0]))
        .containsExactly(ids.isEmpty() ? new String[0] : ids.split(" "));
  }

  @Test
  void printsATableToPeople() {
    CommandLineRun run = findings("--long");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().get(0)).startsWith("severity  pattern");
    assertThat(run.out().get(1)).startsWith("critical  burst").endsWith("cccccccd");
    assertThat(run.out()).anyMatch(line -> line.startsWith("cccccccd  1,234 sends in 45 min"));
  }

  @Test
  void printsJsonToPrograms() {
    assertThat(findings("--format", "NDJSON", "--tenant", "globex").out())
        .singleElement()
        .asString()
        .startsWith("{\"finding_id\":\"bbbbbbbb\"");
  }

  @Test
  void printsDetectionFindingsForASiem() {
    assertThat(findings("--format", "ocsf").out())
        .hasSameSizeAs(FINDINGS)
        .allSatisfy(event -> assertThat(OcsfSchema.problems(event)).isEmpty())
        .allSatisfy(event -> assertThat(event).contains("\"activity_name\":\"Create\""));
  }

  @Test
  void printsCommonEventsForASiem() {
    assertThat(findings("--format", "cef", "--tenant", "globex").out())
        .singleElement()
        .asString()
        .startsWith("CEF:0|Pumpwatch|Pumpwatch|unknown|burst|SMS pumping: burst on ")
        .contains(" externalId=bbbbbbbb ", " cs4=globex ");
  }

  @Test
  void refusesAFolderWithoutFindings() throws IOException {
    Files.delete(folder.resolve("findings"));
    CommandLineRun run = findings("--long", "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            folder + " is not the output of a run: it has no findings",
            "--long goes with --format table; csv has every column as it is",
            "See pumpwatch findings --help");
  }

  @Test
  void saysWhereARunHasNotEnded() throws IOException {
    Path report = folder.resolve("run.json");
    Files.writeString(report, "{\"run_id\": \"a\", \"started_at\": \"2026-01-05T13:00:00Z\"}");
    assertThat(findings().err())
        .containsExactly("The run has not ended: there may be more to come.");

    Files.writeString(
        report,
        "{\"run_id\": \"a\", \"started_at\": \"2026-01-05T13:00:00Z\", \"wall_seconds\": 1.0}");
    assertThat(findings().err()).isEmpty();

    Files.delete(folder.resolve("findings"));
    assertThat(findings().out()).containsExactly("No findings.");
  }
}
