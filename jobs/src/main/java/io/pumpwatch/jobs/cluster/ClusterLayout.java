package io.pumpwatch.jobs.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a local cluster keeps what is its own.
 *
 * @param folder holds all of it
 */
public record ClusterLayout(Path folder) {
  /** The folder used where none is named. */
  public static final String DEFAULT = "pumpwatch-cluster";

  /** Flink's configuration, as {@code FLINK_CONF_DIR} names it. */
  public Path configuration() {
    return folder.resolve("conf");
  }

  /** What the processes log and print. */
  public Path logs() {
    return folder.resolve("log");
  }

  /** Which processes there are. */
  Path processes() {
    return folder.resolve("processes");
  }

  /** What is gone with the cluster: what it knows of its jobs, their jars, ZooKeeper's data. */
  Path state() {
    return folder.resolve("state");
  }

  /** Whether a cluster was started there. */
  boolean isOfACluster() {
    return Files.isRegularFile(flinkConfiguration())
        && Files.isRegularFile(zooKeeperConfiguration());
  }

  Path flinkConfiguration() {
    return configuration().resolve("config.yaml");
  }

  Path zooKeeperConfiguration() {
    return configuration().resolve("zoo.cfg");
  }

  Path logging() {
    return configuration().resolve("log4j.properties");
  }

  Path log(String process) {
    return logs().resolve(process + ".log");
  }

  Path printed(String process) {
    return logs().resolve(process + ".out");
  }
}
