package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the page of a run. */
@Command(
    name = "report",
    description = {
      "Writes a page of a run's findings to DIR/report.html: incidents with their timelines, what"
          + " they cost and what to do, countries, patterns, scores where there are labels, dead"
          + " letters and blind spots.",
      "",
      "It is one file that loads nothing, for any browser, dark or light, and for paper."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} january && xdg-open january/report.html",
      "",
      "The page names phone numbers, addresses and user agents, as findings do."
    })
public final class ReportCommand implements Callable<Integer>, CheckedCommand {

  /** What writes the page. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes the page of a run beside its findings.
     *
     * @param output the folder of the run
     * @return what the page leaves out, in words; none where everything is in it
     */
    List<String> write(OutputDirectory output) throws IOException;
  }

  private final Writer writer;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = OutputDirectory.DEFAULT,
      description = "The output folder of the run (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /** With what writes the page. */
  public ReportCommand(Writer writer) {
    this.writer = writer;
  }

  @Override
  public List<String> problems() {
    return folder == null ? List.of() : new OutputDirectory(folder).absence().stream().toList();
  }

  @Override
  public Integer call() throws IOException {
    OutputDirectory output = new OutputDirectory(folder);
    if (output.holdsUnfinishedRun()) {
      spec.commandLine().getErr().println("The run has not ended: there may be more to come.");
    }
    write(writer, output, spec.commandLine().getOut());
    return ExitCodes.DONE;
  }

  /** Writes the page and says where it is. */
  static void write(Writer writer, OutputDirectory output, PrintWriter out) throws IOException {
    List<String> leftOut = writer.write(output);
    out.println("The report is in " + PathText.print(output.page()));
    if (!leftOut.isEmpty()) {
      out.println("  too many to show all: it leaves out " + String.join(" and ", leftOut));
    }
    out.flush();
  }
}
