package io.pumpwatch.jobs.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one row of the benchmark once: what {@link BenchmarkCommand} starts a process with. */
@Command(
    name = BenchmarkRowCommand.NAME,
    hidden = true,
    description = "Runs one row of the benchmark once.",
    footerHeading = "%nExamples:%n",
    footer = "  ${COMMAND-FULL-NAME} scan --traffic traffic --parallelism 2 out")
public final class BenchmarkRowCommand implements Callable<Integer> {
  /** What the command is called. */
  public static final String NAME = "benchmark-row";

  /** What the command runs. */
  @FunctionalInterface
  public interface Job {
    /**
     * Runs a row and writes down what it came to.
     *
     * @param row its name
     * @param traffic the folder of the traffic
     * @param parallelism slots or threads
     * @param output an empty folder that the row may write to
     */
    void run(String row, Path traffic, int parallelism, Path output) throws Exception;
  }

  private final Job job;

  @Parameters(index = "0", paramLabel = "ROW", description = "The row.")
  private String row;

  @Option(
      names = "--traffic",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the traffic.")
  private String traffic;

  @Option(
      names = "--parallelism",
      required = true,
      paramLabel = "N",
      description = "Slots or threads.")
  private int parallelism;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder to write to.")
  private String output;

  /** With what it runs. */
  public BenchmarkRowCommand(Job job) {
    this.job = job;
  }

  @Override
  public Integer call() throws Exception {
    job.run(row, Path.of(traffic), parallelism, Path.of(output));
    return ExitCodes.DONE;
  }
}
