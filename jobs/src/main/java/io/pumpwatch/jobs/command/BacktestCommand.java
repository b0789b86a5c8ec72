package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.command.run.ComparisonText;
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
import io.pumpwatch.jobs.sweep.Comparison;
import io.pumpwatch.jobs.sweep.Sweep;
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
      "  # other limits, and other settings, in the same pass",
      "  ${COMMAND-FULL-NAME} --input fortnight/events --labels fortnight/labels.ndjson \\",
      "      --settings mine.yaml --settings theirs.yaml \\",
      "      --sweep detection.protection=cautious,aggressive --output compared",
      "",
      "The output folder gets what detect writes, scorecard.json and report.html. A folder that an"
          + " earlier run wrote is written anew; any other folder must be empty.",
      "",
      "Several variants of the settings (--settings more than once, --sweep) are compared with the"
          + " first, which is that of the first file and is what the output folder itself tells of."
          + " variants/NAME gets the findings, scorecard.json and settings.yaml of each,"
          + " variants.json what differs.",
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

    /** Whether it tries several variants of the settings. */
    boolean triesVariants();

    /**
     * Reads the input again and scores what was found in it, telling the progress how far it is.
     */
    Scorecard score(Progress progress) throws Exception;

    /**
     * The same for all variants of the settings at once; each leaves its findings and scorecard.
     */
    Comparison compare(Progress progress) throws Exception;
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

  @Option(
      names = "--sweep",
      paramLabel = "KEY=VALUE[,VALUE...]",
      description = {
        "Tries values of a setting beside the one it has, for example"
            + " detection.burst.false-alarm-probability=1e-4,1e-5. Repeat it for other settings:"
            + " each is changed alone. All variants are tried in one pass, so they may differ in"
            + " limits, modes and suppression, not in lengths of time."
      })
  private List<String> sweepTexts = List.of();

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
    List<String> problems = new ArrayList<>(input.problemsOfVariants(output.path()));
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
    for (String sweep : sweepTexts) {
      try {
        Sweep.parse(sweep);
      } catch (IllegalArgumentException e) {
        problems.add("--sweep: " + e.getMessage());
      }
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
    PreparedBacktest backtest =
        job.prepare(
            new BacktestOptions(
                options,
                labels,
                references,
                input.allSettings().stream().skip(1).toList(),
                sweepTexts.stream().map(Sweep::parse).toList()));
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
    int columns = Terminal.ofProcess().columns();
    if (backtest.triesVariants()) {
      Comparison comparison;
      try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
        comparison = backtest.compare(progress);
      }
      directory.score(comparison.variants().get(0).scorecard().toJson());
      directory.compare(comparison.toJson());
      new ComparisonText(comparison, columns).print(out);
      out.println("Their findings and scorecards are in " + PathText.print(directory.variants()));
      out.println("How they compare is in " + PathText.print(directory.comparison()));
    } else {
      Scorecard scorecard;
      try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
        scorecard = backtest.score(progress);
      }
      directory.score(scorecard.toJson());
      new ScorecardText(scorecard, columns).print(out);
      out.println("The scorecard is in " + PathText.print(directory.scorecard()));
    }
    ReportCommand.write(report, directory, out);
    return ExitCodes.DONE;
  }

  /** Between bounds of time there may be no record, and nothing wrong. */
  private boolean readSomething(RunReport report) {
    boolean mayBeEmpty = input.selection().from() != null || input.selection().to() != null;
    return report.records().areSound(mayBeEmpty);
  }
}
