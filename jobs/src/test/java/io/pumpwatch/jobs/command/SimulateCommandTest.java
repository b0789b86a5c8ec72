package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.text.PathText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path temporary;
  private final List<SimulateOptions> runs = new ArrayList<>();

  private CommandLineRun simulate(String... arguments) {
    return CommandLineRun.of(
        new SimulateCommand(
            List.of("range-pumping", "launch-day"),
            List.of("canonical-parquet", "cloudtrail"),
            (options, progress) -> {
              runs.add(options);
              return new SimulateCommand.Outcome(12_345, 3, 2);
            }),
        arguments);
  }

  @Test
  void takesEveryOptionAndTellsWhatItWrote() {
    String out = temporary.resolve("week").toString();
    CommandLineRun run =
        simulate(
            "simulate",
            "--seed=42",
            "--days=7",
            "--scale=0.5",
            "--profiles=range-pumping,launch-day",
            "--format=cloudtrail",
            "--output=" + out);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsExactly(
            "Wrote 12,345 events to "
                + out
                + ", with labels of 3 attacks and 2 harmless look-alikes");
    assertThat(runs)
        .containsExactly(
            new SimulateOptions(
                42,
                7,
                0.5,
                Set.of("range-pumping", "launch-day"),
                "cloudtrail",
                PathText.parse(out)));
  }

  @Test
  void hasDefaults() {
    String out = temporary.toString();
    simulate("simulate", "--output", out);
    assertThat(runs)
        .containsExactly(
            new SimulateOptions(1, 1, 1.0, Set.of(), "canonical-parquet", PathText.parse(out)));
  }

  @Test
  void listsEveryProblem() {
    CommandLineRun run =
        simulate(
            "simulate",
            "--days=0",
            "--scale=-1",
            "--profiles=range-pumpin,weather",
            "--output=" + temporary);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "Invalid value for option '--profiles': 'range-pumpin' (did you mean range-pumping?)",
            "Invalid value for option '--profiles': 'weather' (expected one of range-pumping,"
                + " launch-day)",
            "--days must be at least 1, is 0",
            "--scale must be above 0, is -1.0",
            "See pumpwatch simulate --help");
    assertThat(runs).isEmpty();
  }
}
