package io.pumpwatch.jobs.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;

/** How the processes of a cluster are started, as the scripts of Flink's distribution do it. */
final class ClusterCommandLine {
  private static final String ZOOKEEPER_HEAP = "-Xmx64m";
  private static final String CLIENT = "client";
  private static final String CLIENT_HEAP = "-Xmx512m";
  private static final List<String> OPENED =
      List.of("java.util", "java.lang", "java.time", "java.nio");

  private final ClusterLayout layout;
  private final List<Path> libraries;

  /** With the jars of Flink. */
  ClusterCommandLine(ClusterLayout layout, List<Path> libraries) {
    this.layout = layout;
    this.libraries = libraries;
  }

  /** Flink's own command line; it runs in front, in a JVM that has no class of ours. */
  List<String> client(List<String> arguments) {
    List<String> command =
        java(CLIENT, List.of(CLIENT_HEAP), CliFrontend.class, List.copyOf(arguments));
    return command.subList(1, command.size());
  }

  List<String> zooKeeper(String name) {
    return java(
        name,
        List.of(ZOOKEEPER_HEAP),
        ZooKeeperServerMain.class,
        List.of(layout.zooKeeperConfiguration().toString()));
  }

  List<String> jobManager(String name) {
    Configuration flink = configuration();
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(flink);
    return java(
        name,
        words(JobManagerProcessUtils.generateJvmParametersStr(memory, flink)),
        StandaloneSessionClusterEntrypoint.class,
        configured(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
  }

  List<String> taskManager(String name) {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(configuration());
    return java(
        name,
        words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
        TaskManagerRunner.class,
        configured(
            TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)
                + " -D "
                + TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key()
                + "="
                + name));
  }

  private Configuration configuration() {
    return GlobalConfiguration.loadConfiguration(layout.configuration().toString());
  }

  private List<String> configured(String dynamic) {
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", layout.configuration().toString()));
    arguments.addAll(words(dynamic));
    return arguments;
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private List<String> java(
      String name, List<String> memory, Class<?> mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    // The terminal that the cluster was started in may be closed.
    command.add("nohup");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(memory);
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("-Dlog.file=" + layout.log(name));
    command.add("-Dlog4j2.configurationFile=" + layout.logging().toUri());
    command.add("-cp");
    command.add(
        libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass.getName());
    command.addAll(arguments);
    return command;
  }
}
