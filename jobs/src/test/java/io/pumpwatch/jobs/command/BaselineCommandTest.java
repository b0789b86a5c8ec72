package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.BaselineReport;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandTest {
  private static final Instant END = Instant.parse("2026-01-29T00:00:00Z");

  @TempDir private Path temporary;
  private final List<BaselineRequest> runs = new ArrayList<>();
  private long rows = 1207;

  private CommandLineRun baseline(String... arguments) {
    return CommandLineRun.of(
        new BaselineCommand(
            List.of("cloudtrail"),
            (request, progress) -> {
              runs.add(request);
              return new BaselineReport(
                  "0123456789abcdef",
                  request.runId(),
                  "abc",
                  null,
                  request.input().to(),
                  0,
                  Instant.EPOCH,
                  1.5,
                  new RunReport.Records(1200, 1100, 99, 1),
                  rows,
                  28,
                  END.minusSeconds(27 * 86_400),
                  END,
                  Map.of("country", 1200L, "tenant", 7L));
            }),
        arguments);
  }

  @Test
  void tellsWhatItLearntFrom() throws IOException {
    Path logs = Files.createDirectories(temporary.resolve("logs"));
    String normal = temporary.resolve("normal").toString();

    CommandLineRun run =
        baseline(
            "baseline",
            "--input=" + logs,
            "--output=" + normal,
            "--to=2026-01-29",
            "--parallelism=2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsExactly(
            "Read 1,200 records: 1,100 decoded, 99 not about messages, 1 that cannot be read",
            "Wrote 1,207 rows of 28 days to " + normal,
            "  country 1,200",
            "  tenant 7");
    assertThat(runs)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.input().to()).isEqualTo(END);
              assertThat(request.findings()).isNull();
              assertThat(request.output()).isEqualTo(PathText.parse(normal));
              assertThat(request.parallelism()).isEqualTo(2);
            });
  }

  @Test
  void failsWhereThereIsNothingToLearn() throws IOException {
    rows = 0;
    Path logs = Files.createDirectories(temporary.resolve("logs"));

    CommandLineRun run =
        baseline("baseline", "--input=" + logs, "--output=" + temporary.resolve("normal"));

    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).contains("baseline failed: there is no whole day to learn from");
  }

  @Test
  void refusesWhatItCannotUse() throws IOException {
    Files.writeString(temporary.resolve("precious"), "x");

    CommandLineRun run =
        baseline(
            "baseline", "--output=" + temporary, "--exclude-findings=" + temporary.resolve("no"));

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "Missing required option: '--input=PATH'",
            "--output " + temporary + " is not empty; it is left as it is",
            "--exclude-findings "
                + temporary.resolve("no")
                + " is not the output of a run: it has no findings",
            "See pumpwatch baseline --help");
    assertThat(runs).isEmpty();
  }

  @Test
  void helpShowsHowItIsUsed() {
    CommandLineRun run = baseline("baseline", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(String.join("\n", run.out()))
        .contains("--exclude-findings=DIR", "--output=DIR", "detect --input history")
        .contains("--baseline normal");
  }
}
