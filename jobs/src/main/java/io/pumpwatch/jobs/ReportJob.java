package io.pumpwatch.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.command.ReportCommand;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.report.DeadLetterTally;
import io.pumpwatch.jobs.report.Report;
import io.pumpwatch.jobs.report.ReportPage;
import io.pumpwatch.jobs.report.ReportSelection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Writes the page of a run from what the run left in its output folder. */
public final class ReportJob implements ReportCommand.Writer {

  @Override
  public List<String> write(OutputDirectory output) throws IOException {
    List<Finding> findings =
        OutputDirectory.exists(output.findings())
            ? FindingsReader.latest(output.findings())
            : List.of();
    ReportSelection selection = ReportSelection.of(findings);
    Map<String, List<FindingWindow>> windows =
        OutputDirectory.exists(output.findingWindows())
            ? FindingsReader.windows(output.findingWindows(), selection.withWindows())
            : Map.of();
    DeadLetterTally deadLetters = new DeadLetterTally();
    if (OutputDirectory.exists(output.deadLetters())) {
      DeadLettersReader.read(output.deadLetters(), deadLetters::add);
    }
    Report report =
        Report.of(
                OutputDirectory.exists(output.report())
                    ? json(output.report())
                    : JsonNodeFactory.instance.objectNode(),
                OutputDirectory.exists(output.scorecard()) ? json(output.scorecard()) : null,
                selection,
                windows,
                deadLetters)
            .comparing(
                OutputDirectory.exists(output.comparison()) ? json(output.comparison()) : null);
    byte[] html = new ReportPage(report).html().getBytes(StandardCharsets.UTF_8);
    Path page = output.page();
    try (OutputStream out = page.getFileSystem().create(page, WriteMode.OVERWRITE)) {
      out.write(html);
    }
    return report.leftOut();
  }

  private static JsonNode json(Path file) throws IOException {
    try (InputStream in = file.getFileSystem().open(file)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
