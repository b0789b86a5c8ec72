package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectInputTest {
  @TempDir private Path temporary;

  private DetectInput input(String format) throws IOException {
    Path settings =
        Files.writeString(
            temporary.resolve("pumpwatch.yaml"),
            """
            input:
              mapped:
                otp-service:
                  required: [ts]
                  columns: {event_time: {field: ts}, event_type: {constant: sent}}
            """);
    return DetectInput.of(
        new InputSelection(
            List.of(new org.apache.flink.core.fs.Path(temporary.toString())), format, null, null),
        settings);
  }

  @Test
  void theSettingsSayWhichLogsAreMapped() throws IOException {
    assertThat(input("mapped:otp-service").history().format()).isEqualTo("mapped:otp-service");
    assertThat(input(null).history().format()).isNull();
    assertThatThrownBy(() -> input("mapped:other"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "--format mapped:other: the settings map no such log; known: mapped:otp-service,");
  }
}
