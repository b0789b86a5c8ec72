package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.benchmark.BenchmarkReport;
import io.pumpwatch.jobs.benchmark.Traffic;
import io.pumpwatch.jobs.benchmark.TrafficRecipe;
import io.pumpwatch.jobs.command.run.BenchmarkText;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures detection beside what else could be done with the same events. */
@Command(
    name = "benchmark",
    description = {
      "Measures how many events a second detection takes, beside reading alone, a plain count, the"
          + " published rules in SQL and one pattern event by event, over the same simulated"
          + " traffic.",
      "",
      "Each row runs in a process of its own; all rows take turns, round by round. The traffic is a"
          + " fortnight of what simulate makes, with its ordinary traffic scaled to the number of"
          + " events; it is made once and kept."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --events 2000000 --rows scan,pumpwatch",
      "  ${COMMAND-FULL-NAME} --density 10 --output dense",
      "",
      "The output folder gets benchmark.json, the traffic and what the rows wrote."
    })
public final class BenchmarkCommand implements Callable<Integer>, CheckedCommand {

  /** What the command runs. */
  public interface Job {
    /** The names of the rows that there are, in the order of their turns. */
    List<String> rows();

    /**
     * The traffic that was asked for, made where it is not there.
     *
     * @throws UsageException where the rows cannot run
     */
    Traffic traffic(BenchmarkOptions options, Progress progress) throws Exception;

    /** Runs the rows over the traffic, with a line of progress for each run. */
    BenchmarkReport run(BenchmarkOptions options, Traffic traffic, Consumer<String> progress)
        throws Exception;
  }

  private static final String DEFAULT_OUTPUT = "benchmark-out";
  private static final String REPORT = "benchmark.json";
  private static final String ALL = "all";

  private final Job job;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000000",
      description = "How many events (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where the chance of the simulation starts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--density",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Events per minute, as a multiple of those that spread the events over a fortnight: with"
              + " 10 the same number is all of 1.4 days (default: ${DEFAULT-VALUE}).")
  private double density;

  @Option(
      names = "--rows",
      paramLabel = "NAME",
      split = ",",
      defaultValue = ALL,
      description = "Which rows to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each row is run (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many slots or threads each row has (default: the number of processors).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = DEFAULT_OUTPUT,
      description = "The folder to write to, of this machine (default: ${DEFAULT-VALUE}).")
  private org.apache.flink.core.fs.Path output;

  /** With what it runs. */
  public BenchmarkCommand(Job job) {
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    List<String> words = new ArrayList<>(List.of(ALL));
    words.addAll(job.rows());
    return Map.of("--rows", words);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (events < 1) {
      problems.add("--events must be at least 1, is " + events);
    }
    if (!(density > 0) || Double.isInfinite(density)) {
      problems.add("--density must be above 0, is " + density);
    }
    if (rounds < 1) {
      problems.add("--rounds must be at least 1, is " + rounds);
    }
    if (parallelism < 1) {
      problems.add("--parallelism must be at least 1, is " + parallelism);
    }
    if (rows.size() > 1 && rows.contains(ALL)) {
      problems.add("--rows takes all alone");
    }
    if (output != null && !PathText.isLocal(output)) {
      problems.add("--output must be a folder of this machine, is " + PathText.print(output));
    }
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Path folder = PathText.local(output);
    BenchmarkOptions options =
        new BenchmarkOptions(
            new TrafficRecipe(events, seed, density),
            rows.contains(ALL) ? job.rows() : job.rows().stream().filter(rows::contains).toList(),
            rounds,
            parallelism,
            folder);
    Traffic traffic;
    try (Progress progress = Progress.start(err, Terminal.ofProcess())) {
      traffic = job.traffic(options, progress);
    }
    err.println(
        String.format(
            Locale.ROOT,
            "Traffic of %,d events, %,.0f a minute, is in %s",
            traffic.events(),
            traffic.eventsPerMinute(),
            PathText.print(PathText.parse(traffic.folder().toString()))));
    BenchmarkReport report = job.run(options, traffic, err::println);
    Files.writeString(folder.resolve(REPORT), report.toJson());
    new BenchmarkText(report, Terminal.ofProcess().columns()).print(spec.commandLine().getOut());
    return ExitCodes.DONE;
  }
}
