package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  private static final FindingExamples FIRST = FindingExamples.burst("aaaaaaaa1");
  private static final FindingExamples SECOND = FindingExamples.burst("aaaaaaaa2");

  @TempDir private Path folder;

  @BeforeEach
  void makeTheOutputOfARun() throws IOException {
    Files.createDirectories(folder.resolve("findings"));
    Files.createDirectories(folder.resolve("finding-windows"));
  }

  private CommandLineRun explain(String id) {
    List<Finding> findings = List.of(FIRST.finding(), SECOND.finding());
    return CommandLineRun.of(
        new ExplainCommand(
            read -> findings,
            (read, findingId) -> {
              assertThat(read.getPath()).isEqualTo(folder.resolve("finding-windows").toString());
              return findingId.equals("aaaaaaaa2")
                  ? List.of(SECOND.window("sustained", 1))
                  : List.of();
            }),
        "explain",
        id,
        folder.toString());
  }

  @Test
  void showsTheFindingWithItsOwnWindows() {
    CommandLineRun run = explain("aaaaaaaa2");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Finding aaaaaaaa2")
        .anyMatch(line -> line.contains("sustained"));
  }

  @Test
  void showsAFindingWithoutWindows() throws IOException {
    Files.delete(folder.resolve("finding-windows"));
    assertThat(explain("aaaaaaaa2").out()).contains("No windows are kept for this finding.");
  }

  @Test
  void refusesAnIdThatMeansNoneOrSeveral() {
    CommandLineRun none = explain("b");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(none.err().get(0)).isEqualTo("no finding has an id that starts with b");

    CommandLineRun several = explain("aaaaaaaa");
    assertThat(several.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(several.err().get(0))
        .isEqualTo("2 findings have an id that starts so: aaaaaaaa1, aaaaaaaa2");
  }

  @Test
  void needsAnId() {
    CommandLineRun run =
        CommandLineRun.of(
            new ExplainCommand(read -> List.of(), (read, findingId) -> List.of()), "explain");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).startsWith("Missing required parameter: 'ID'");
  }
}
