package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;
  private final List<String> reported = new ArrayList<>();

  private CommandLineRun report(List<String> leftOut) {
    return CommandLineRun.of(
        new ReportCommand(
            output -> {
              reported.add(output.path().getPath());
              return leftOut;
            }),
        "report",
        folder.toString());
  }

  @Test
  void saysWhereThePageIs() throws IOException {
    Files.createDirectories(folder.resolve("findings"));

    CommandLineRun run = report(List.of());

    assertThat(run.exitCode()).isZero();
    assertThat(reported).containsExactly(folder.toString());
    assertThat(run.out()).containsExactly("The report is in " + folder.resolve("report.html"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysWhatThePageLeavesOut() throws IOException {
    Files.createDirectories(folder.resolve("findings"));

    assertThat(report(List.of("7 incidents", "29,000 findings")).out())
        .containsExactly(
            "The report is in " + folder.resolve("report.html"),
            "  too many to show all: it leaves out 7 incidents and 29,000 findings");
  }

  @Test
  void saysThatTheRunGoesOn() throws IOException {
    Files.writeString(
        folder.resolve("run.json"),
        "{\"run_id\": \"run-1\", \"started_at\": \"2026-01-05T13:00:00Z\"}");

    CommandLineRun run = report(List.of());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).containsExactly("The run has not ended: there may be more to come.");
  }

  @Test
  void refusesAFolderThatNoRunWrote() {
    CommandLineRun run = report(List.of());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err().get(0))
        .isEqualTo(folder + " is not the output of a run: it has no findings");
    assertThat(reported).isEmpty();
  }
}
