package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.text.PathText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  @TempDir private Path temporary;
  private final List<SimulateOptions> runs = new ArrayList<>();

  private CommandLineRun simulate(String... arguments) {
    return CommandLineRun.of(
        new SimulateCommand(
            List.of("range-pumping", "launch-day"),
            List.of("standard", "other"),
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
            "--quiet-days=2",
            "--scale=0.5",
            "--profiles=range-pumping",
            "--world=other",
            "--duplicates=0.02",
            "--disorder=5min",
            "--sparse=0.1",
            "--format=canonical-parquet",
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
                2,
                0.5,
                Set.of("range-pumping"),
                "other",
                0.02,
                Duration.ofMinutes(5),
                0.1,
                "canonical-parquet",
                PathText.parse(out)));
  }

  @Test
  void hasDefaults() {
    String out = temporary.toString();
    simulate("simulate", "--output", out);
    assertThat(runs)
        .containsExactly(
            new SimulateOptions(
                1,
                1,
                0,
                1.0,
                Set.of("range-pumping", "launch-day"),
                "standard",
                0,
                Duration.ZERO,
                0,
                "canonical-parquet",
                PathText.parse(out)));
  }

  @ParameterizedTest
  @CsvSource({"all,2", "none,0", "launch-day,1"})
  void takesAllProfilesOrNoneOrSome(String profiles, int expected) {
    simulate("simulate", "--profiles", profiles, "--output", temporary.toString());
    assertThat(runs).singleElement().satisfies(run -> assertThat(run.profiles()).hasSize(expected));
  }

  @Test
  void refusesBlemishesThatAreImpossible() {
    CommandLineRun run =
        simulate(
            "simulate",
            "--profiles=none,launch-day",
            "--duplicates=1.5",
            "--disorder=2d",
            "--sparse=0.1",
            "--format=cloudtrail",
            "--output=" + temporary);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "--profiles takes all or none alone",
            "--duplicates must be 0 to 1, is 1.5",
            "--disorder must be at most a day, is 2 d",
            "--sparse needs a canonical format: a cloudtrail log has its own holes",
            "See pumpwatch simulate --help");
    assertThat(runs).isEmpty();
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
            "Invalid value for option '--profiles': 'weather' (expected one of all, none,"
                + " range-pumping, launch-day)",
            "--days must be at least 1, is 0",
            "--scale must be above 0, is -1.0",
            "See pumpwatch simulate --help");
    assertThat(runs).isEmpty();
  }
}
