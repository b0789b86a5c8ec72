package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectJobTest {

  @TempDir private Path folder;

  @Test
  void aQuietLogGivesAReportWithoutFindings() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("app.ndjson"),
            """
            {"event_time": "2026-01-05T13:00:00Z", "event_type": "requested", "destination": "+4915123456789"}
            {"event_time": "2026-01-05T13:00:20Z", "event_type": "verified", "destination": "+4915123456789"}
            {"event_time": "yesterday", "event_type": "requested"}
            """);

    DetectOutcome outcome = detect(log);

    assertThat(outcome.report().records()).isEqualTo(new RunReport.Records(3, 2, 0, 1));
    assertThat(outcome.report().events()).isEqualTo(new RunReport.Events(2, 2, 0, 0));
    assertThat(outcome.report().findings()).isEqualTo(new RunReport.Findings(0, 0, Map.of()));
    assertThat(outcome.findingsBySeverity()).isEmpty();
    assertThat(outcome.deadLetterReasons()).singleElement().asString().contains("app.ndjson");
    assertThat(outcome.files()).isEqualTo(1);
  }

  private DetectOutcome detect(Path input) throws Exception {
    OutputDirectory output = new OutputDirectory(PathText.parse(folder + "/out"));
    DetectOptions options =
        new DetectOptions(
            "run-1",
            new InputSelection(List.of(PathText.parse(input.toString())), null, null, null),
            null,
            output,
            1,
            RunMode.AUTO);
    output.begin(new RunStart("run-1", Instant.parse("2026-01-05T14:00:00Z"), Map.of()));
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try (Progress progress = Progress.start(nowhere, new Terminal(false, 80))) {
      return new DetectJob().prepare(options).execute(progress).orElseThrow();
    }
  }
}
