package io.pumpwatch.jobs.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a local cluster does.
 *
 * @param processes those that were started, in the order of their names
 * @param flink what the job manager says; empty where it does not answer
 */
public record ClusterStatus(List<ClusterProcess> processes, Optional<Flink> flink) {

  /**
   * What a job manager knows.
   *
   * @param webInterface its address
   * @param version of Flink
   * @param taskManagers that have reported to it
   * @param slots of all task managers
   * @param freeSlots of these, without work
   * @param jobs those that have not ended first
   */
  public record Flink(
      String webInterface,
      String version,
      int taskManagers,
      int slots,
      int freeSlots,
      List<Job> jobs) {

    /** With a copy of the jobs. */
    public Flink {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * A job of the cluster.
   *
   * @param id of Flink, 32 hexadecimal digits
   * @param name as it was submitted
   * @param state in Flink's words: {@code RUNNING}, {@code FINISHED}, …
   * @param startedAt when it was submitted
   */
  public record Job(String id, String name, String state, Instant startedAt) {}

  /** With a copy of the processes. */
  public ClusterStatus {
    processes = List.copyOf(processes);
  }

  /** Whether all that was started runs, and answers. */
  public boolean isWhole() {
    return flink.isPresent() && processes.stream().allMatch(ClusterProcess::isAlive);
  }
}
