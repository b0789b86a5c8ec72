package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizeCommandTest {
  @TempDir private Path temporary;
  private final List<NormalizeOptions> runs = new ArrayList<>();

  private CommandLineRun normalize(String... arguments) {
    return CommandLineRun.of(
        new NormalizeCommand(
            List.of("cloudtrail"),
            (options, progress) -> {
              runs.add(options);
              return new NormalizeCommand.Outcome(
                  new RunReport.Records(1200, 1100, 99, 1),
                  Map.of("cloudtrail", 1234L),
                  List.of("line 7: \u001bnot JSON"));
            }),
        arguments);
  }

  @Test
  void tellsWhatItReadAndWrote() throws IOException {
    Path logs = Files.createDirectories(temporary.resolve("logs"));
    String history = temporary.resolve("history").toString();

    CommandLineRun run =
        normalize("normalize", "--input=" + logs, "--output=" + history, "--parallelism=2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsExactly(
            "Read 1,200 records: 1,100 decoded, 99 not about messages, 1 that cannot be read",
            "  line 7: \ufffdnot JSON",
            "Wrote 1,234 events to " + history,
            "  cloudtrail 1,234");
    assertThat(runs)
        .containsExactly(
            new NormalizeOptions(
                new InputSelection(List.of(PathText.parse(logs.toString())), null, null, null),
                null,
                PathText.parse(history),
                2));
  }

  @Test
  void needsInputAndAnEmptyFolder() throws IOException {
    Files.writeString(temporary.resolve("precious"), "x");
    CommandLineRun run = normalize("normalize", "--output=" + temporary);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "Missing required option: '--input=PATH'",
            "--output " + temporary + " is not empty; it is left as it is",
            "See pumpwatch normalize --help");
    assertThat(normalize("normalize").err())
        .containsExactly(
            "Missing required option: '--output=DIR'",
            "Missing required option: '--input=PATH'",
            "See pumpwatch normalize --help");
    assertThat(runs).isEmpty();
  }
}
