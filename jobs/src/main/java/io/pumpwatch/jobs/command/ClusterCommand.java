package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.cluster.ClusterLayout;
import io.pumpwatch.jobs.cluster.ClusterOptions;
import io.pumpwatch.jobs.cluster.ClusterProcess;
import io.pumpwatch.jobs.cluster.ClusterStatus;
import io.pumpwatch.jobs.cluster.LocalCluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** A Flink cluster on this machine, to watch a job on. */
@Command(
    name = "cluster",
    subcommands = ClusterCommand.Flink.class,
    description = {
      "Runs a Flink cluster on this machine, each of its processes in a JVM of its own, to watch a"
          + " job in Flink's web interface and to see it survive.",
      "",
      "It listens on the loopback address alone, and is no way to run it for good."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} start",
      "  ${COMMAND-FULL-NAME} flink run -d jobs/target/pumpwatch.jar detect \\",
      "      --input $PWD/logs --output $PWD/january",
      "  ${COMMAND-FULL-NAME} status",
      "  ${COMMAND-FULL-NAME} stop"
    })
public final class ClusterCommand {
  private final List<Path> libraries;

  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = ClusterLayout.DEFAULT,
      description = "Where the cluster keeps what is its own (default: ${DEFAULT-VALUE}).")
  private Path directory;

  /** With the jars of Flink. */
  public ClusterCommand(List<Path> libraries) {
    this.libraries = List.copyOf(libraries);
  }

  private LocalCluster cluster() {
    return new LocalCluster(directory.toAbsolutePath().normalize(), libraries, Map.of());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "start",
      description = {
        "Starts the processes that do not run and waits until they are ready. Jobs survive the end of"
            + " any of them: start it again with this command.",
        "",
        "The environment goes to the processes, so credentials that a job needs, such as"
            + " PUMPWATCH_POSTGRES_USER, have to be set here."
      })
  int start(
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = "8081",
              description = "Of the web interface and the REST API (default: ${DEFAULT-VALUE}).")
          int port,
      @Option(
              names = "--task-managers",
              paramLabel = "N",
              defaultValue = "2",
              description = "How many processes do the work (default: ${DEFAULT-VALUE}).")
          int taskManagers,
      @Option(
              names = "--slots",
              paramLabel = "N",
              defaultValue = "2",
              description = "How many slots each of them has (default: ${DEFAULT-VALUE}).")
          int slots,
      @Option(
              names = "-D",
              paramLabel = "KEY=VALUE",
              description = "An option of Flink; may be given again and again.")
          Map<String, String> flink)
      throws Exception {
    requirePositive(Map.of("--task-managers", taskManagers, "--slots", slots, "--port", port));
    LocalCluster cluster = cluster();
    cluster.start(
        new ClusterOptions(port, taskManagers, slots, flink == null ? Map.of() : flink),
        spec.commandLine().getErr()::println);
    out().println("Flink is at " + cluster.webInterface());
    out().println("To submit a job:");
    out().println("  " + spec.qualifiedName() + " flink run -d jobs/target/pumpwatch.jar detect …");
    out().flush();
    return ExitCodes.DONE;
  }

  private static void requirePositive(Map<String, Integer> numbers) {
    List<String> problems =
        numbers.entrySet().stream()
            .filter(number -> number.getValue() < 1)
            .map(number -> number.getKey() + " must be at least 1, is " + number.getValue())
            .sorted()
            .toList();
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }

  @Command(
      name = "stop",
      description = "Ends all processes. Jobs end with them; their output and checkpoints stay.")
  int stop() throws Exception {
    out().println(cluster().stop() ? "Stopped" : "Nothing ran in " + directory);
    out().flush();
    return ExitCodes.DONE;
  }

  @Command(
      name = "status",
      description =
          "Tells which processes run, and which jobs. Ends with 1 where one does not run.")
  int status() throws Exception {
    ClusterStatus status = cluster().status();
    if (status.processes().isEmpty()) {
      out().println("No cluster runs in " + directory);
      out().flush();
      return ExitCodes.FAILED;
    }
    for (ClusterProcess process : status.processes()) {
      out()
          .printf(
              "%-15s %s%n",
              process.name(),
              process.isAlive()
                  ? "process " + process.pid() + " since " + process.startedAt()
                  : "ended");
    }
    status.flink().ifPresentOrElse(this::print, () -> out().println("No job manager answers"));
    out().flush();
    return status.isWhole() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void print(ClusterStatus.Flink flink) {
    out()
        .printf(
            "Flink %s at %s: %d of %d slots free%n",
            flink.version(), flink.webInterface(), flink.freeSlots(), flink.slots());
    flink
        .jobs()
        .forEach(
            job ->
                out()
                    .printf(
                        "%s  %-10s  %s since %s%n",
                        job.id(), job.state(), job.name(), job.startedAt()));
  }

  /** Flink's own command line. */
  @Command(
      name = "flink",
      description = {
        "Flink's own command line against this cluster: run, list, savepoint, stop, cancel.",
        "Files that a job reads and writes are named in full: it runs in other folders than this."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  ${COMMAND-FULL-NAME} list",
        "  ${COMMAND-FULL-NAME} stop --savepointPath $PWD/savepoints JOB",
        "  ${COMMAND-FULL-NAME} run -d --fromSavepoint SAVEPOINT \\",
        "      jobs/target/pumpwatch.jar detect …"
      })
  static final class Flink implements Callable<Integer> {
    @ParentCommand private ClusterCommand cluster;

    @Parameters(
        paramLabel = "ARGUMENT",
        arity = "1..*",
        description = "An action of Flink and what it takes.")
    private List<String> arguments;

    /** What comes behind the action is Flink's, even where it looks like an option of ours. */
    @Spec
    void passOn(CommandSpec command) {
      command.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws Exception {
      return cluster.cluster().flink(arguments) == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
