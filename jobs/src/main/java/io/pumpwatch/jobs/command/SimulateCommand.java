package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.settings.DurationText;
import java.time.Duration;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      "  ${COMMAND-FULL-NAME} --days 14 --scale 3.4 --output fortnight",
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

  private static final String ALL = "all";
  private static final String NONE = "none";
  private static final Duration LONGEST_DISORDER = Duration.ofDays(1);

  private final Collection<String> profilesKnown;
  private final Collection<String> worlds;
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
      names = "--quiet-days",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many of the days come before any attack or look-alike, to learn from (default:"
              + " ${DEFAULT-VALUE}).")
  private int quietDays;

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
      defaultValue = ALL,
      description =
          "Attacks and look-alikes to mix in, each once in a fortnight: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).")
  private Set<String> profiles = new LinkedHashSet<>();

  @Option(
      names = "--world",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "Who sends to whom, and how: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String world;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Rows that arrive twice, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double duplicates;

  @Option(
      names = "--disorder",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = Disorder.class,
      description = "The longest time by which a row arrives late, 5min (default: none).")
  private Duration disorder;

  @Option(
      names = "--sparse",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Optional fields left out of canonical events, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double sparse;

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

  /**
   * With the names that {@code --profiles}, {@code --world} and {@code --format} take, and the job
   * to run.
   */
  public SimulateCommand(
      Collection<String> profiles, Collection<String> worlds, Collection<String> formats, Job job) {
    this.profilesKnown = List.copyOf(profiles);
    this.worlds = List.copyOf(worlds);
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    List<String> words = new ArrayList<>(List.of(ALL, NONE));
    words.addAll(profilesKnown);
    return Map.of("--profiles", words, "--world", worlds, "--format", formats);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (days < 1) {
      problems.add("--days must be at least 1, is " + days);
    }
    if (quietDays < 0 || (quietDays > 0 && quietDays >= days)) {
      problems.add("--quiet-days must be at least 0 and less than --days, is " + quietDays);
    }
    if (!(scale > 0) || Double.isInfinite(scale)) {
      problems.add("--scale must be above 0, is " + scale);
    }
    if (profiles.size() > 1 && (profiles.contains(ALL) || profiles.contains(NONE))) {
      problems.add("--profiles takes all or none alone");
    }
    addUnlessShare("--duplicates", duplicates, problems);
    addUnlessShare("--sparse", sparse, problems);
    if (disorder != null && disorder.compareTo(LONGEST_DISORDER) > 0) {
      problems.add("--disorder must be at most a day, is " + DurationText.format(disorder));
    }
    if (sparse > 0 && format != null && !format.startsWith("canonical")) {
      problems.add("--sparse needs a canonical format: a " + format + " log has its own holes");
    }
    if (output != null) {
      OutputDirectory.refusalUnlessEmpty(output)
          .ifPresent(refusal -> problems.add("--output " + refusal));
    }
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    SimulateOptions options =
        new SimulateOptions(
            seed,
            days,
            quietDays,
            scale,
            profilesAskedFor(),
            world,
            duplicates,
            disorder,
            sparse,
            format,
            output);
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

  private Set<String> profilesAskedFor() {
    if (profiles.contains(ALL)) {
      return Set.copyOf(profilesKnown);
    }
    return profiles.contains(NONE) ? Set.of() : profiles;
  }

  private static void addUnlessShare(String option, double share, List<String> problems) {
    if (!(share >= 0 && share <= 1)) {
      problems.add(option + " must be 0 to 1, is " + share);
    }
  }

  /** Reads {@code --disorder}. */
  static final class Disorder implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return DurationText.parse(text)
          .orElseThrow(
              () -> new TypeConversionException('\'' + text + "' is no time such as 30s or 5min"));
    }
  }
}
