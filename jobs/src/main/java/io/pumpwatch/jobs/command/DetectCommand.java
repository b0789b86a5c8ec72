package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.DetectSummary;
import io.pumpwatch.jobs.command.run.InterruptedRun;
import io.pumpwatch.jobs.command.run.MissingCheckpointException;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunId;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.run.Submission;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
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

/** Reads logs and writes findings. */
@Command(
    name = "detect",
    description = {
      "Reads logs and writes findings: what looks like SMS pumping, how sure, what it costs and what"
          + " to block.",
      "",
      "Without --input and --kafka-topic it reads the sample that comes with the program, to show"
          + " what it does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --input logs --output january \\",
      "      --from 2026-01-01 --to 2026-02-01",
      "  ${COMMAND-FULL-NAME} --settings pumpwatch.yaml \\",
      "      --input cloudtrail.json.gz --input receipts.ndjson",
      "  ${COMMAND-FULL-NAME} --kafka-brokers localhost:9092 \\",
      "      --kafka-topic receipts=twilio-events --kafka-topic logins",
      "",
      "The output folder gets findings/, finding-windows/, dead-letters/, late-events/ and run.json."
          + " A folder that an earlier run wrote is written anew; any other folder must be empty."
    })
public final class DetectCommand implements Callable<Integer>, CheckedCommand {

  /** The job behind the command. */
  @FunctionalInterface
  public interface Job {
    /**
     * Reads settings and looks at the input; everything that can be refused is refused here, before
     * results of an earlier run are replaced.
     *
     * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
     * @throws UsageException for input that cannot be used
     */
    PreparedRun prepare(DetectOptions options) throws Exception;

    /** What the cluster, if there is one, has settled about the job to come. */
    default Submission submission() {
      return Submission.FRESH;
    }
  }

  /** A run that may start. */
  public interface PreparedRun {
    /** What the state of its operators rests on, by name; empty for a run that keeps none. */
    default Map<String, String> structure() {
      return Map.of();
    }

    /**
     * Runs to the end of the input, telling the progress what it has read.
     *
     * @return what became of it; empty where it was handed to a cluster and goes on there
     */
    Optional<DetectOutcome> execute(Progress progress) throws Exception;
  }

  private final Collection<String> formats;
  private final Job job;

  @Spec private CommandSpec spec;

  @Mixin private InputOptions input;

  @Mixin private LiveOptions live;

  @Mixin private WebhookOptions webhook;

  @Option(
      names = "--resume",
      description = {
        "Go on with the run that was interrupted in the output folder, from its newest checkpoint,"
            + " with the same options. Only runs in streaming leave checkpoints."
      })
  private boolean resume;

  @Mixin private OutputOptions output;

  @Option(
      names = "--rules-changes",
      paramLabel = "DIR",
      description = {
        "A folder of changes of the detection settings, each in a YAML file of its own with the"
            + " time effective-from which it holds."
      })
  private Path rulesChanges;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = {
        "How Flink executes the run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "The findings are the same. Topics are always read in streaming."
      })
  private RunMode mode;

  @Mixin private BaselineOptions baseline;

  @Mixin private PostgresOptions postgres;

  @Mixin private ArchiveOptions archive;

  /** With the names of the log formats that {@code --format} takes, and the job to run. */
  public DetectCommand(Collection<String> formats, Job job) {
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--format", LogOptions.choices(formats));
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(input.problems(output.path()));
    problems.addAll(live.problems(input.selection(), mode));
    if (resume && mode != RunMode.STREAMING && live.selection() == null) {
      problems.add(
          "--resume needs --mode streaming, or a topic: a run in batch leaves no checkpoint");
    }
    problems.addAll(postgres.problems());
    problems.addAll(archive.problems(output.path()));
    problems.addAll(baseline.problems(output.path()));
    problems.addAll(output.problems());
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    OutputDirectory directory = output.directory();
    Optional<InterruptedRun> interrupted =
        resume ? Optional.of(interrupted(directory)) : Optional.empty();
    Submission submission = job.submission();
    Optional<String> continued = directory.continuedBy(submission);
    Instant startedAt = Instant.now();
    String runId =
        interrupted
            .map(run -> run.start().runId())
            .or(() -> continued)
            .orElseGet(() -> RunId.at(startedAt));
    DetectOptions options =
        new DetectOptions(
            runId,
            input.selection(),
            live.selection(),
            live.alerts(),
            input.settings(),
            rulesChanges,
            interrupted.map(InterruptedRun::checkpoint).orElse(null),
            directory,
            input.parallelism(),
            mode,
            postgres.selection(),
            archive.selection(),
            baseline.folder(),
            webhook.url());
    PreparedRun run = job.prepare(options);
    if (interrupted.isPresent()) {
      goOn(interrupted.get(), run, err);
    } else {
      RunStart start = new RunStart(runId, startedAt, run.structure(), submission.jobId());
      begin(start, directory, continued.isPresent(), err);
    }
    Optional<DetectOutcome> outcome;
    try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
      outcome = run.execute(progress);
    }
    if (outcome.isEmpty()) {
      err.println("The run goes on without us and writes to " + PathText.print(output.path()));
      return ExitCodes.DONE;
    }
    return end(outcome.get(), directory);
  }

  private int end(DetectOutcome outcome, OutputDirectory directory) throws IOException {
    directory.end(outcome.report());
    String program = spec.root().name();
    new DetectSummary(outcome, directory, program).print(spec.commandLine().getOut());
    if (readSomething(outcome.report())) {
      return ExitCodes.DONE;
    }
    spec.commandLine().getErr().println("detect failed: no record of the input could be read");
    return ExitCodes.FAILED;
  }

  private static void begin(
      RunStart start, OutputDirectory directory, boolean continued, PrintWriter err)
      throws IOException {
    if (continued) {
      directory.goOn(start);
      err.println("Going on with run " + start.runId() + ", whose state Flink restores");
    } else {
      directory.begin(start).ifPresent(err::println);
    }
  }

  private static InterruptedRun interrupted(OutputDirectory directory) throws IOException {
    try {
      return directory.interrupted();
    } catch (MissingCheckpointException e) {
      throw new UsageException("--resume: " + e.getMessage());
    }
  }

  private static void goOn(InterruptedRun interrupted, PreparedRun run, PrintWriter err) {
    interrupted
        .refusal(run.structure())
        .ifPresent(
            refusal -> {
              throw new UsageException(refusal);
            });
    err.println(
        "Going on with run "
            + interrupted.start().runId()
            + " from "
            + PathText.print(interrupted.checkpoint()));
  }

  /**
   * Between bounds of time, in a topic, and left over for a run that goes on, there may be no
   * record, and nothing wrong.
   */
  private boolean readSomething(RunReport report) {
    boolean mayBeEmpty =
        resume
            || live.selection() != null
            || input.selection().from() != null
            || input.selection().to() != null;
    return report.records().areSound(mayBeEmpty);
  }
}
