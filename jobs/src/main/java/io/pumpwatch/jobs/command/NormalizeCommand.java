package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
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

/** Turns raw logs into canonical Parquet. */
@Command(
    name = "normalize",
    description = {
      "Turns raw logs into canonical Parquet, one folder for each UTC day of event time. Months of"
          + " history are read faster from it, again and again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --output history \\",
      "      --input cloudtrail --input sns-delivery",
      "  ${ROOT-COMMAND-NAME} detect --input history",
      "",
      "The output folder gets dt=YYYY-MM-DD/*.parquet, and in _dead-letters what cannot be read. It"
          + " must be empty or not there yet."
    })
public final class NormalizeCommand implements Callable<Integer>, CheckedCommand {

  /** The job behind the command. */
  @FunctionalInterface
  public interface Job {
    /** Reads everything and writes it, telling the progress what it has read. */
    Outcome run(NormalizeOptions options, Progress progress) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param records what was read
   * @param eventsByFormat events written, by the log format they came from
   * @param deadLetterReasons why records could not be read, a few
   */
  public record Outcome(
      RunReport.Records records,
      Map<String, Long> eventsByFormat,
      List<String> deadLetterReasons) {}

  private static final int LONGEST_REASON = 200;

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

  /** With the names of the log formats that {@code --format} takes, and the job to run. */
  public NormalizeCommand(Collection<String> formats, Job job) {
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--format", InputOptions.choices(formats));
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
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    Outcome outcome;
    try (Progress progress = Progress.start(spec.commandLine().getErr(), Terminal.ofProcess())) {
      outcome =
          job.run(
              new NormalizeOptions(
                  input.selection(), input.settings(), output, input.parallelism()),
              progress);
    }
    print(outcome, spec.commandLine().getOut());
    return ExitCodes.DONE;
  }

  private void print(Outcome outcome, PrintWriter out) {
    RunReport.Records records = outcome.records();
    out.printf(
        Locale.ROOT,
        "Read %,d records: %,d decoded, %,d not about messages, %,d that cannot be read%n",
        records.read(),
        records.decoded(),
        records.skipped(),
        records.dead());
    for (String reason : outcome.deadLetterReasons()) {
      out.println("  " + InertText.of(reason, LONGEST_REASON));
    }
    long events = outcome.eventsByFormat().values().stream().mapToLong(Long::longValue).sum();
    out.printf(Locale.ROOT, "Wrote %,d events to %s%n", events, PathText.print(output));
    new TreeMap<>(outcome.eventsByFormat())
        .forEach((format, count) -> out.printf(Locale.ROOT, "  %s %,d%n", format, count));
    out.flush();
  }
}
