package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.DetectSummary;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunId;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.run.ScorecardText;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Detects over history and scores what was found. */
@Command(
    name = "backtest",
    description = {
      "Detects over history and scores the findings against labels: which attacks were found, how"
          + " soon, how many findings were false, and what blocking by them would have saved and"
          + " cost.",
      "",
      "Without --input it reads the sample that comes with the program, and its labels."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${ROOT-COMMAND-NAME} simulate --days 14 --output fortnight",
      "  ${COMMAND-FULL-NAME} --input fortnight/events \\",
      "      --labels fortnight/labels.ndjson --references --output scored",
      "",
      "The output folder gets what detect writes, scorecard.json and report.html. A folder that an earlier run"
          + " wrote is written anew; any other folder must be empty.",
      "",
      "A label is a JSON object on a line of its own: label_id, kind (attack or benign), profile,"
          + " start, end, and the lists tenants, flows, countries, prefixes, source_ips, user_ids,"
          + " identities and message_ids, of which any may be left out."
    })
public final class BacktestCommand implements Callable<Integer>, CheckedCommand {

  /** The job behind the command. */
  @FunctionalInterface
  public interface Job {
    /**
     * Reads labels and settings and looks at the input; everything that can be refused is refused
     * here, before results of an earlier run are replaced.
     *
     * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
     * @throws UsageException for labels or input that cannot be used
     */
    PreparedBacktest prepare(BacktestOptions options) throws Exception;
  }

  /** A backtest that may start. */
  public interface PreparedBacktest {
    /** What detects. */
    DetectCommand.PreparedRun run();

    /**
     * Reads the input again and scores what was found in it, telling the progress how far it is.
     */
    Scorecard score(Progress progress) throws Exception;
  }

  private final Collection<String> formats;
  private final Job job;
  private final ReportCommand.Writer report;

  @Spec private CommandSpec spec;

  @Mixin private InputOptions input;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = {
        "What is known about the traffic: labels of attacks and of harmless look-alikes. Without it"
            + " findings are counted, not scored."
      })
  private Path labels;

  @Option(
      names = "--references",
      description = {
        "Scores published rules of others (SIEM searches, budgets of unverified codes, limits on"
            + " conversion) on the same events, beside ours. The input is read once more."
      })
  private boolean references;

  @Mixin private BaselineOptions baseline;

  @Mixin private OutputOptions output;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = {
        "How Flink executes the run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "The findings are the same."
      })
  private RunMode mode;

  /**
   * With the job to run.
   *
   * @param formats the names of the log formats that {@code --format} takes
   * @param job what detects and scores
   * @param report what writes the page
   */
  public BacktestCommand(Collection<String> formats, Job job, ReportCommand.Writer report) {
    this.formats = List.copyOf(formats);
    this.job = job;
    this.report = report;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--format", LogOptions.choices(formats));
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(input.problems(output.path()));
    if (labels != null) {
      String text = PathText.print(labels);
      if (PathText.isLocal(labels) && !Files.isRegularFile(PathText.local(labels))) {
        problems.add("--labels " + text + ": there is no such file");
      } else if (output.path() != null && PathText.within(labels, output.path())) {
        problems.add("--labels " + text + " lies in the output folder");
      }
    }
    if (references && labels == null && !input.selection().bundledSample()) {
      problems.add("--references needs --labels: without them there are only counts");
    }
    problems.addAll(baseline.problems(output.path()));
    problems.addAll(output.problems());
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    OutputDirectory directory = output.directory();
    Instant startedAt = Instant.now();
    DetectOptions options =
        new DetectOptions(
                RunId.at(startedAt),
                input.selection(),
                input.settings(),
                directory,
                input.parallelism(),
                mode)
            .withBaseline(baseline.folder());
    PreparedBacktest backtest = job.prepare(new BacktestOptions(options, labels, references));
    directory
        .begin(new RunStart(options.runId(), startedAt, backtest.run().structure()))
        .ifPresent(err::println);
    Optional<DetectOutcome> outcome;
    try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
      outcome = backtest.run().execute(progress);
    }
    if (outcome.isEmpty()) {
      err.println("backtest failed: it has to wait for its run, which was submitted detached");
      return ExitCodes.FAILED;
    }
    return score(outcome.get(), backtest, directory);
  }

  private int score(DetectOutcome outcome, PreparedBacktest backtest, OutputDirectory directory)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    directory.end(outcome.report());
    new DetectSummary(outcome, directory, spec.root().name()).print(out);
    if (!readSomething(outcome.report())) {
      err.println("backtest failed: no record of the input could be read");
      return ExitCodes.FAILED;
    }
    err.println(
        references
            ? "Reading the input twice more: for the published rules, and to score the findings"
            : "Reading the input again to score the findings");
    Scorecard scorecard;
    try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
      scorecard = backtest.score(progress);
    }
    directory.score(scorecard.toJson());
    new ScorecardText(scorecard, Terminal.ofProcess().columns()).print(out);
    out.println("The scorecard is in " + PathText.print(directory.scorecard()));
    ReportCommand.write(report, directory, out);
    return ExitCodes.DONE;
  }

  /** Between bounds of time there may be no record, and nothing wrong. */
  private boolean readSomething(RunReport report) {
    boolean mayBeEmpty = input.selection().from() != null || input.selection().to() != null;
    return report.records().areSound(mayBeEmpty);
  }
}
