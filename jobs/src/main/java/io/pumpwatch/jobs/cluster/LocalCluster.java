package io.pumpwatch.jobs.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.util.FileUtils;

/**
 * A Flink cluster on this machine, each of its processes in a JVM of its own: a job manager, task
 * managers, and ZooKeeper, which keeps for the job manager what must outlive it. The processes go
 * on when whoever started them ends.
 *
 * <pre>
 * conf/config.yaml, zoo.cfg, log4j.properties   what the processes read
 * log/jobmanager.log, jobmanager.out, …         what they log and print
 * processes/jobmanager, …                       which they are
 * state/                                        gone with the cluster
 * checkpoints/, savepoints/                     where a job names no place of its own
 * </pre>
 */
public final class LocalCluster {
  /** The process that jobs are submitted to. */
  public static final String JOB_MANAGER = "jobmanager";

  /** The process that remembers for the job manager. */
  public static final String ZOOKEEPER = "zookeeper";

  private static final String TASK_MANAGER = "taskmanager-";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String CAUSE = "Caused by: ";

  private final ClusterLayout layout;
  private final ClusterCommandLine commands;
  private final Map<String, String> environment;

  /**
   * The cluster of a folder, whether it runs or not.
   *
   * @param folder an absolute path; need not exist
   * @param libraries the jars of Flink
   * @param environment of its processes, beside that of this process
   */
  public LocalCluster(Path folder, List<Path> libraries, Map<String, String> environment) {
    this.layout = new ClusterLayout(folder);
    this.commands = new ClusterCommandLine(layout, List.copyOf(libraries));
    this.environment = Map.copyOf(environment);
  }

  /** Where it keeps what is its own. */
  public ClusterLayout layout() {
    return layout;
  }

  /** The name of a task manager, counted from 1. */
  public static String taskManager(int number) {
    return TASK_MANAGER + number;
  }

  /**
   * Starts what does not run, and waits until all of it does. Where nothing runs, it is a new
   * cluster, which knows nothing of the jobs of the one before. Where something runs, its port,
   * slots and options stay.
   *
   * @param progress takes lines that say what happens
   * @throws ClusterException where the folder holds something else, the port is taken, or a process
   *     does not come up
   */
  public void start(ClusterOptions options, Consumer<String> progress)
      throws IOException, InterruptedException {
    boolean isNew = processes().stream().noneMatch(ClusterProcess::isAlive);
    if (isNew) {
      requireOwnFolder();
      requireFree(options.port());
      FileUtils.deleteDirectory(layout.state().toFile());
      FileUtils.deleteDirectory(layout.logs().toFile());
      FileUtils.deleteDirectory(layout.processes().toFile());
      ClusterConfiguration.write(layout, options);
    }
    Files.createDirectories(layout.logs());
    Files.createDirectories(layout.processes());
    Files.createDirectories(layout.state().resolve("temporary"));
    startUnlessAlive(ZOOKEEPER, commands.zooKeeper(ZOOKEEPER), progress);
    startUnlessAlive(JOB_MANAGER, commands.jobManager(JOB_MANAGER), progress);
    for (int number = 1; number <= options.taskManagers(); number++) {
      String name = taskManager(number);
      startUnlessAlive(name, commands.taskManager(name), progress);
    }
    try {
      awaitTaskManagers(options.taskManagers());
    } catch (ClusterException e) {
      if (isNew) {
        stop();
      }
      throw e;
    }
  }

  /** What is in a folder of somebody else's stays there. */
  private void requireOwnFolder() throws IOException {
    Path folder = layout.folder();
    if (Files.exists(folder) && !layout.isOfACluster()) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new ClusterException(folder + " holds something else; it is left as it is");
        }
      }
    }
  }

  private static void requireFree(int port) throws ClusterException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new ClusterException("port " + port + " is taken: " + e.getMessage());
    }
  }

  private void startUnlessAlive(String name, List<String> command, Consumer<String> progress)
      throws IOException {
    if (ClusterProcess.read(layout.processes().resolve(name))
        .filter(ClusterProcess::isAlive)
        .isPresent()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(layout.printed(name).toFile()));
    builder.environment().putAll(environment);
    ClusterProcess started = ClusterProcess.of(name, builder.start());
    started.keep(layout.processes());
    progress.accept("Started " + name + ", process " + started.pid());
  }

  private void awaitTaskManagers(int wanted) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (rest().ask().filter(flink -> flink.taskManagers() >= wanted).isEmpty()) {
      for (ClusterProcess process : processes()) {
        if (!process.isAlive()) {
          throw new ClusterException(
              process.name()
                  + " ended: "
                  + reason(process.name())
                  + "; its logs are in "
                  + layout.logs());
        }
      }
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "the cluster does not come up within "
                + PATIENCE.toSeconds()
                + " s; its logs are in "
                + layout.logs());
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  /** The deepest cause that its logs name, else their last line. */
  private String reason(String process) throws IOException {
    String reason = "it said nothing";
    for (Path file : List.of(layout.log(process), layout.printed(process))) {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        boolean tells = line.startsWith(CAUSE) || !reason.startsWith(CAUSE);
        reason = tells && !line.isBlank() ? line.strip() : reason;
      }
    }
    return reason;
  }

  /**
   * Ends all of it.
   *
   * @return whether anything ran
   */
  public boolean stop() throws IOException, InterruptedException {
    if (!layout.isOfACluster()) {
      return false;
    }
    List<ClusterProcess> running = processes().stream().filter(ClusterProcess::isAlive).toList();
    end(running.stream().filter(process -> !process.name().equals(ZOOKEEPER)).toList());
    end(running);
    FileUtils.deleteDirectory(layout.processes().toFile());
    FileUtils.deleteDirectory(layout.state().toFile());
    return !running.isEmpty();
  }

  private static void end(List<ClusterProcess> processes) throws IOException, InterruptedException {
    processes.forEach(ClusterProcess::terminate);
    for (ClusterProcess process : processes) {
      process.awaitEnd();
    }
  }

  /**
   * Uses Flink's own command line against it, in this terminal.
   *
   * @param arguments an action of Flink and what it takes
   * @return its exit code
   * @throws ClusterException where no cluster was ever started in the folder
   */
  public int flink(List<String> arguments) throws IOException, InterruptedException {
    if (!layout.isOfACluster()) {
      throw new ClusterException("no cluster was started in " + layout.folder());
    }
    Files.createDirectories(layout.logs());
    ProcessBuilder builder = new ProcessBuilder(commands.client(arguments)).inheritIO();
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(ConfigConstants.ENV_FLINK_CONF_DIR, layout.configuration().toString());
    return builder.start().waitFor();
  }

  /** How it does. */
  public ClusterStatus status() throws IOException, InterruptedException {
    List<ClusterProcess> processes = processes();
    return new ClusterStatus(processes, processes.isEmpty() ? Optional.empty() : rest().ask());
  }

  /** One of its processes. */
  public ClusterProcess process(String name) throws IOException {
    return ClusterProcess.read(layout.processes().resolve(name))
        .orElseThrow(() -> new ClusterException("there is no " + name));
  }

  private List<ClusterProcess> processes() throws IOException {
    if (!layout.isOfACluster() || !Files.isDirectory(layout.processes())) {
      return List.of();
    }
    TreeMap<String, ClusterProcess> processes = new TreeMap<>();
    try (Stream<Path> files = Files.list(layout.processes())) {
      for (Path file : files.toList()) {
        ClusterProcess.read(file).ifPresent(process -> processes.put(process.name(), process));
      }
    }
    return new ArrayList<>(processes.values());
  }

  private ClusterRest rest() {
    return new ClusterRest(webInterface());
  }

  /** The address of the web interface and of the REST API: {@code http://127.0.0.1:8081}. */
  public String webInterface() {
    Configuration flink = GlobalConfiguration.loadConfiguration(layout.configuration().toString());
    return "http://" + flink.get(RestOptions.ADDRESS) + ":" + flink.get(RestOptions.PORT);
  }
}
