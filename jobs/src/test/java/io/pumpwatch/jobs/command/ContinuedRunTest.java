package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cluster that calls the program again for the job of an earlier run: what that run wrote, and
 * the checkpoints that Flink goes on from, lie in the output folder.
 */
class ContinuedRunTest {
  @TempDir private Path temporary;
  private final List<DetectOptions> runs = new ArrayList<>();

  /** A run that does not come back, as one over topics does not. */
  private CommandLineRun detect(Submission submission) {
    DetectCommand.Job job =
        new DetectCommand.Job() {
          @Override
          public DetectCommand.PreparedRun prepare(DetectOptions options) {
            return progress -> {
              runs.add(options);
              throw new IllegalStateException("the job manager died");
            };
          }

          @Override
          public Submission submission() {
            return submission;
          }
        };
    return CommandLineRun.of(
        Map.of(),
        new DetectCommand(List.of("canonical"), job),
        "detect",
        "--output",
        out().toString());
  }

  private Path out() {
    return temporary.resolve("out");
  }

  private Path checkpoint() {
    return out().resolve("checkpoints/7/chk-1/_metadata");
  }

  @BeforeEach
  void leaveARunBehind() throws IOException {
    detect(new Submission("7", false));
    Files.createDirectories(checkpoint().getParent());
    Files.writeString(checkpoint(), "state");
    Files.createDirectories(out().resolve("findings"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"7, false", "none, true", "8, true"})
  void keepsWhatItWrote(String jobId, boolean restored) {
    CommandLineRun again = detect(new Submission(jobId, restored));

    assertThat(checkpoint()).exists();
    assertThat(out().resolve("findings")).exists();
    assertThat(runs.get(1).runId()).isEqualTo(runs.get(0).runId());
    assertThat(runs.get(1).resumeFrom()).as("Flink knows where to go on from").isNull();
    assertThat(again.err())
        .contains("Going on with run " + runs.get(0).runId() + ", whose state Flink restores");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"8, false", "none, false"})
  void makesRoomForAnotherJob(String jobId, boolean restored) {
    CommandLineRun other = detect(new Submission(jobId, restored));

    assertThat(checkpoint()).doesNotExist();
    assertThat(runs.get(1).runId()).isNotEqualTo(runs.get(0).runId());
    assertThat(other.err()).anyMatch(line -> line.startsWith("Replacing run "));
  }

  /** The second upgrade goes on with what the first one went on with. */
  @Test
  void isRememberedByItsNewJob() {
    detect(new Submission("8", true));
    detect(new Submission("8", false));

    assertThat(checkpoint()).exists();
    assertThat(runs).extracting(DetectOptions::runId).containsOnly(runs.get(0).runId());
  }
}
