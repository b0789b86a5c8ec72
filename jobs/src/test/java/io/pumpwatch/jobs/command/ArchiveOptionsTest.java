package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive is asked for by its kind, and refused by a build that does not have it. */
class ArchiveOptionsTest {
  @TempDir private Path temporary;

  private CommandLineRun detect(String archive) {
    DetectCommand command =
        new DetectCommand(
            List.of("canonical"),
            options -> {
              throw new AssertionError("not to be run: " + options);
            });
    return CommandLineRun.of(
        command, "detect", "--output=" + temporary.resolve("out"), "--archive=" + archive);
  }

  @ParameterizedTest
  @CsvSource({"iceberg", ":/shared/warehouse", "iceberg:"})
  void needsAKindAndAPath(String archive) {
    CommandLineRun run = detect(archive);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "Invalid value for option '--archive': must be KIND:PATH, as in"
                + " iceberg:/shared/warehouse",
            "See pumpwatch detect --help");
  }

  @Test
  void saysWhichBuildHasArchives() {
    CommandLineRun run = detect("papyrus:/shared/rolls");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err().get(0))
        .startsWith("--archive papyrus:file:/shared/rolls needs a build with its profile: this one")
        .endsWith("(mvn -B -Piceberg -pl jobs -am package makes one with iceberg)");
  }

  @Test
  void doesNotLieWhereTheNextRunCleansUp() {
    CommandLineRun run = detect("papyrus:" + temporary.resolve("out/rolls"));

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).anyMatch(line -> line.endsWith("which the next run writes anew"));
  }
}
