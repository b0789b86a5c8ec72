package io.pumpwatch.jobs.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * The configuration of a local cluster: everything on the loopback address, on free ports but for
 * the web interface, and jobs kept in ZooKeeper, so that a job manager that is started again goes
 * on with them.
 */
final class ClusterConfiguration {
  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();
  private static final String LOGGING = "log4j-cluster.properties";
  private static final MemorySize JOB_MANAGER_MEMORY = MemorySize.ofMebiBytes(1280);
  private static final MemorySize TASK_MANAGER_MEMORY = MemorySize.ofMebiBytes(768);
  private static final MemorySize MEMORY_OF_A_SLOT = MemorySize.ofMebiBytes(704);
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(128);

  /** A job manager runs the program of every job that is handed in: each has its own classes. */
  private static final MemorySize JOB_MANAGER_CLASSES = MemorySize.ofMebiBytes(512);

  private static final MemorySize TASK_MANAGER_CLASSES = MemorySize.ofMebiBytes(384);

  /** What the shuffles of a run in batch need in a slot. */
  private static final MemorySize NETWORK_MEMORY_OF_A_SLOT = MemorySize.ofMebiBytes(192);

  /** Small, so that a cluster on this machine shows soon what a larger one shows later. */
  private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);

  private ClusterConfiguration() {}

  /** Writes all files that the processes read. */
  static void write(ClusterLayout layout, ClusterOptions options) throws IOException {
    Files.createDirectories(layout.configuration());
    int zooKeeperPort = freePort();
    Files.write(
        layout.flinkConfiguration(),
        ConfigurationUtils.convertConfigToWritableLines(
            flink(layout, options, zooKeeperPort), false));
    Files.write(layout.zooKeeperConfiguration(), zooKeeper(layout, zooKeeperPort));
    try (InputStream logging = ClusterConfiguration.class.getResourceAsStream(LOGGING)) {
      Files.write(layout.logging(), logging.readAllBytes());
    }
  }

  private static Configuration flink(
      ClusterLayout layout, ClusterOptions options, int zooKeeperPort) {
    Path state = layout.state();
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.PORT, options.port());
    flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, JOB_MANAGER_MEMORY);
    flink.set(JobManagerOptions.JVM_METASPACE, JOB_MANAGER_CLASSES);
    flink.set(TaskManagerOptions.JVM_METASPACE, TASK_MANAGER_CLASSES);
    flink.set(
        TaskManagerOptions.TOTAL_PROCESS_MEMORY,
        TASK_MANAGER_MEMORY.add(MEMORY_OF_A_SLOT.multiply(options.slots())));
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    MemorySize network = NETWORK_MEMORY_OF_A_SLOT.multiply(options.slots());
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, options.slots());
    flink.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, SLOT_PATIENCE);
    flink.set(CoreOptions.TMP_DIRS, state.resolve("temporary").toString());
    flink.set(WebOptions.UPLOAD_DIR, state.resolve("uploads").toString());
    flink.set(BlobServerOptions.STORAGE_DIRECTORY, state.resolve("blobs").toString());
    flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
    flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LOOPBACK + ":" + zooKeeperPort);
    flink.set(SecurityOptions.ZOOKEEPER_SASL_DISABLE, true);
    flink.set(HighAvailabilityOptions.HA_STORAGE_PATH, uri(state.resolve("jobs")));
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(layout.folder().resolve("checkpoints")));
    flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(layout.folder().resolve("savepoints")));
    options.flink().forEach(flink::setString);
    return flink;
  }

  private static String uri(Path folder) {
    return folder.toUri().toString();
  }

  private static List<String> zooKeeper(ClusterLayout layout, int port) {
    return List.of(
        "clientPort=" + port,
        "clientPortAddress=" + LOOPBACK,
        "dataDir=" + layout.state().resolve("zookeeper"),
        "admin.enableServer=false",
        "tickTime=2000",
        "maxClientCnxns=0");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
