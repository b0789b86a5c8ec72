package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.BaselineReport;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunId;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns what is normal from history. */
@Command(
    name = "baseline",
    description = {
      "Learns what is normal from history: how much traffic each country, network, flow and"
          + " credential has in each hour of the week, how it converts, and which number blocks"
          + " codes have come back from. Four weeks of it let a run begin with what a long-running"
          + " one knows. A run that goes on learns on by itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --input history --output normal \\",
      "      --from 2026-01-01 --to 2026-01-29",
      "  ${COMMAND-FULL-NAME} --input history --output normal --exclude-findings january",
      "  ${ROOT-COMMAND-NAME} detect --input history --from 2026-01-29 --baseline normal",
      "",
      "The output folder gets baselines/dt=YYYY-MM-DD/*.parquet by the day from which on the rows"
          + " are in force, in _dead-letters what cannot be read, and baseline.json. It must be empty"
          + " or not there yet."
    })
public final class BaselineCommand implements Callable<Integer>, CheckedCommand {

  /** The job behind the command. */
  @FunctionalInterface
  public interface Job {
    /**
     * Reads everything, writes what was learnt and tells the progress what it has read.
     *
     * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
     * @throws UsageException for input or findings that cannot be used
     */
    BaselineReport run(BaselineRequest request, Progress progress) throws Exception;
  }

  private final Collection<String> formats;
  private final Job job;

  @Spec private CommandSpec spec;

  @Mixin private InputOptions input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path output;

  @Option(
      names = "--exclude-findings",
      paramLabel = "DIR",
      description = {
        "The output of a run of detect over the same history: traffic of what its alerting findings"
            + " name is left out, in their windows. What is fraud is not normal."
      })
  private Path findings;

  /** With the names of the log formats that {@code --format} takes, and the job to run. */
  public BaselineCommand(Collection<String> formats, Job job) {
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--format", LogOptions.choices(formats));
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(input.problems(output));
    if (input.selection().paths().isEmpty()) {
      problems.add("Missing required option: '--input=PATH'");
    }
    if (output != null) {
      OutputDirectory.refusalUnlessEmpty(output)
          .ifPresent(refusal -> problems.add("--output " + refusal));
    }
    if (findings != null) {
      new OutputDirectory(findings)
          .absence()
          .ifPresent(absence -> problems.add("--exclude-findings " + absence));
    }
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    BaselineReport report;
    try (Progress progress = Progress.start(spec.commandLine().getErr(), Terminal.ofProcess())) {
      report =
          job.run(
              new BaselineRequest(
                  RunId.at(Instant.now()),
                  input.selection(),
                  input.settings(),
                  findings,
                  output,
                  input.parallelism()),
              progress);
    }
    print(report, spec.commandLine().getOut());
    if (report.rows() > 0) {
      return ExitCodes.DONE;
    }
    spec.commandLine().getErr().println("baseline failed: there is no whole day to learn from");
    return ExitCodes.FAILED;
  }

  private void print(BaselineReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Read %,d records: %,d decoded, %,d not about messages, %,d that cannot be read%n",
        report.records().read(),
        report.records().decoded(),
        report.records().skipped(),
        report.records().dead());
    out.printf(
        Locale.ROOT,
        "Wrote %,d rows of %d days to %s%n",
        report.rows(),
        report.days(),
        PathText.print(output));
    new TreeMap<>(report.rowsByGrain())
        .forEach((grain, rows) -> out.printf(Locale.ROOT, "  %s %,d%n", grain, rows));
    out.flush();
  }
}
