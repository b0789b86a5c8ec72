package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.command.findings.FindingIds;
import io.pumpwatch.jobs.command.findings.FindingReport;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what stands behind a finding. */
@Command(
    name = "explain",
    description = {
      "Prints what stands behind a finding: its numbers, the windows that decided with their"
          + " expectation and limit, and what to do."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} 3f2a90c1",
      "  ${COMMAND-FULL-NAME} 3f2a90c1 january",
      "",
      "${ROOT-COMMAND-NAME} findings prints the ids."
    })
public final class ExplainCommand implements Callable<Integer>, CheckedCommand {
  private static final int MOST_CANDIDATES = 5;
  private static final int MOST_WINDOWS = 20;

  private final FindingSource findings;
  private final WindowSource windows;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The finding's id, or a start of it that no other has.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = OutputDirectory.DEFAULT,
      description = "The output folder of the run (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--all",
      description = "Show every window, where else the first and the last are shown.")
  private boolean everyWindow;

  /**
   * With what reads the output folders of a run.
   *
   * @param findings the latest revision of each finding
   * @param windows the windows of a finding
   */
  public ExplainCommand(FindingSource findings, WindowSource windows) {
    this.findings = findings;
    this.windows = windows;
  }

  @Override
  public List<String> problems() {
    return folder == null ? List.of() : new OutputDirectory(folder).absence().stream().toList();
  }

  @Override
  public Integer call() throws IOException {
    OutputDirectory output = new OutputDirectory(folder);
    Finding finding =
        only(
            OutputDirectory.exists(output.findings())
                ? findings.latest(output.findings())
                : List.of());
    List<FindingWindow> behind =
        OutputDirectory.exists(output.findingWindows())
            ? windows.windows(output.findingWindows(), finding.findingId())
            : List.of();
    new FindingReport(finding, behind)
        .print(
            Terminal.ofProcess().columns(),
            everyWindow ? Integer.MAX_VALUE : MOST_WINDOWS,
            spec.commandLine().getOut());
    return ExitCodes.DONE;
  }

  private Finding only(List<Finding> all) {
    List<Finding> meant =
        all.stream().filter(finding -> finding.findingId().startsWith(id)).toList();
    if (meant.isEmpty()) {
      throw new UsageException("no finding has an id that starts with " + id);
    }
    if (meant.size() > 1) {
      FindingIds ids = FindingIds.of(all);
      throw new UsageException(
          meant.stream()
              .map(finding -> ids.shortened(finding.findingId()))
              .sorted()
              .limit(MOST_CANDIDATES)
              .collect(
                  Collectors.joining(
                      ", ", meant.size() + " findings have an id that starts so: ", "")));
    }
    return meant.get(0);
  }
}
