package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes labelled traffic. */
@Command(
    name = "simulate",
    description = {
      "Writes traffic with attacks and harmless look-alikes in it, and labels that say which is"
          + " which. The same seed gives the same traffic."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --days 7 --output week",
      "  ${COMMAND-FULL-NAME} --seed 42 --scale 0.1 \\",
      "      --format cloudtrail --output trail",
      "  ${ROOT-COMMAND-NAME} detect --input week/events",
      "  ${ROOT-COMMAND-NAME} detect --input trail/events \\",
      "      --settings trail/settings.yaml",
      "",
      "The output folder gets events/, labels.ndjson and settings.yaml, which maps raw logs to their"
          + " tenants and flows. It must be empty or not there yet."
    })
public final class SimulateCommand implements Callable<Integer>, CheckedCommand {

  /** The job behind the command. */
  @FunctionalInterface
  public interface Job {
    /** Writes the traffic, telling the progress what it has written. */
    Outcome run(SimulateOptions options, Progress progress) throws Exception;
  }

  /**
   * What was written.
   *
   * @param events events
   * @param attacks labels of attacks
   * @param benign labels of harmless look-alikes
   */
  public record Outcome(long events, long attacks, long benign) {}

  private final Collection<String> profilesKnown;
  private final Collection<String> formats;
  private final Job job;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where chance starts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "1",
      description = "Days of traffic (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "Legitimate traffic, as a multiple of the usual (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--profiles",
      paramLabel = "NAME",
      split = ",",
      description = "Attacks and look-alikes to mix in: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<String> profiles = new LinkedHashSet<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "canonical-parquet",
      description = "What to write: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path output;

  /** With the names that {@code --profiles} and {@code --format} take, and the job to run. */
  public SimulateCommand(Collection<String> profiles, Collection<String> formats, Job job) {
    this.profilesKnown = List.copyOf(profiles);
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--profiles", profilesKnown, "--format", formats);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (days < 1) {
      problems.add("--days must be at least 1, is " + days);
    }
    if (!(scale > 0) || Double.isInfinite(scale)) {
      problems.add("--scale must be above 0, is " + scale);
    }
    if (output != null) {
      OutputDirectory.refusalUnlessEmpty(output)
          .ifPresent(refusal -> problems.add("--output " + refusal));
    }
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    SimulateOptions options = new SimulateOptions(seed, days, scale, profiles, format, output);
    Outcome outcome;
    try (Progress progress = Progress.start(spec.commandLine().getErr(), Terminal.ofProcess())) {
      outcome = job.run(options, progress);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Wrote %,d events to %s, with labels of %,d attacks and %,d harmless look-alikes%n",
            outcome.events(),
            PathText.print(output),
            outcome.attacks(),
            outcome.benign());
    return ExitCodes.DONE;
  }
}
