package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.CheckCommand;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.elsewhere.ElsewhereFileSystem;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.WrittenDeadLetters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Paths of other Flink file systems than this machine's. */
class LocalFileSystemsTest {
  private static final String EVENT =
      "{\"event_time\":\"2026-03-01T12:00:00Z\",\"event_type\":\"sent\"}\n";

  @TempDir private Path temporary;
  private final StringWriter out = new StringWriter();

  private static String elsewhere(Path path) {
    return ElsewhereFileSystem.SCHEME + "://" + path;
  }

  private int execute(String... arguments) {
    LocalFileSystems.initialize(Map.of());
    CommandLine program =
        PumpwatchCommand.with(
            Map.of(),
            List.of(
                new CheckCommand(List.of(), new CheckJob()),
                new DetectCommand(List.of(), new DetectJob())));
    return program.setOut(new PrintWriter(out, true)).execute(arguments);
  }

  private Path logs() throws IOException {
    Path logs = Files.createDirectories(temporary.resolve("logs/shop"));
    Files.writeString(logs.resolve("a.ndjson"), EVENT + "{\n");
    return temporary.resolve("logs");
  }

  @Test
  void detectReadsAndWritesThem() throws IOException {
    Path output = temporary.resolve("out");

    int exitCode =
        execute("detect", "--input=" + elsewhere(logs()), "--output=" + elsewhere(output));

    assertThat(exitCode).isEqualTo(ExitCodes.DONE);
    assertThat(RunReport.ofJson(Files.readString(output.resolve("run.json"))).records())
        .isEqualTo(new RunReport.Records(2, 1, 0, 1));
    assertThat(WrittenDeadLetters.in(output.resolve("dead-letters")))
        .extracting(DeadLetter::fileOrTopic)
        .singleElement()
        .asString()
        .startsWith("elsewhere:")
        .endsWith("/logs/shop/a.ndjson");
    assertThat(out.toString()).contains("findings elsewhere:/");
  }

  @Test
  void checkReadsThem() throws IOException {
    assertThat(execute("check", "--input=" + elsewhere(logs()))).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("canonical", "2, in 1 file: 1 decoded");
  }

  @Test
  void aPathThatIsNotThereIsRefused() {
    assertThat(execute("check", "--input=" + elsewhere(temporary.resolve("missing"))))
        .isEqualTo(ExitCodes.REFUSED);
  }

  @Test
  void configurationComesFromFlinksFolder() throws IOException {
    Files.writeString(temporary.resolve("config.yaml"), "fs:\n  default-scheme: elsewhere:///\n");
    try {
      LocalFileSystems.initialize(Map.of("FLINK_CONF_DIR", temporary.toString()));
      assertThat(org.apache.flink.core.fs.FileSystem.getDefaultFsUri())
          .hasScheme(ElsewhereFileSystem.SCHEME);
    } finally {
      LocalFileSystems.initialize(Map.of());
    }
  }
}
