package io.pumpwatch.jobs.cluster;

import java.util.Map;

/**
 * What a local cluster is made of.
 *
 * @param port of Flink's web interface and REST API, on the loopback address
 * @param taskManagers processes that do the work, at least 1
 * @param slots of each of them, at least 1
 * @param flink more of Flink's options, by key; they win
 */
public record ClusterOptions(int port, int taskManagers, int slots, Map<String, String> flink) {

  /** With a copy of the options. */
  public ClusterOptions {
    flink = Map.copyOf(flink);
  }
}
