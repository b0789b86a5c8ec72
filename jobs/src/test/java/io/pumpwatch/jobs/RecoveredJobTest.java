package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.run.Submission;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveredJobTest {
  private static final int ATTEMPTS_IN_VAIN = 2;

  @TempDir private Path temporary;
  private int attempts;

  private OutputDirectory output() {
    return new OutputDirectory(PathText.parse(temporary.resolve("out").toString()));
  }

  private DetectCommand.PreparedRun prepare(Submission submission) throws Exception {
    DetectCommand.Job job =
        new DetectCommand.Job() {
          @Override
          public DetectCommand.PreparedRun prepare(DetectOptions options) {
            attempts++;
            if (attempts <= ATTEMPTS_IN_VAIN) {
              throw new UsageException("the database cannot be reached");
            }
            return progress -> null;
          }

          @Override
          public Submission submission() {
            return submission;
          }
        };
    return new RecoveredJob(job, Duration.ZERO)
        .prepare(
            new DetectOptions(
                "run-1",
                new InputSelection(List.of(), null, null, null),
                null,
                output(),
                1,
                RunMode.STREAMING));
  }

  @BeforeEach
  void beginTheRun() throws IOException {
    output().begin(new RunStart("run-1", Instant.parse("2026-01-05T13:00:00Z"), Map.of(), "7"));
  }

  @Test
  void isPreparedUntilItCanBe() throws Exception {
    assertThat(prepare(new Submission("7", false))).isNotNull();
    assertThat(attempts).isEqualTo(ATTEMPTS_IN_VAIN + 1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"8, false", "8, true", "none, true", "none, false"})
  void isRefusedAtOnceWhereNothingIsRecovered(String jobId, boolean restored) {
    assertThatThrownBy(() -> prepare(new Submission(jobId, restored)))
        .isInstanceOf(UsageException.class);
    assertThat(attempts).isEqualTo(1);
  }
}
