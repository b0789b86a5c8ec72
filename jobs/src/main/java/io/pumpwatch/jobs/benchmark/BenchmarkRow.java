package io.pumpwatch.jobs.benchmark;

import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Something that is done with the events of some traffic, and timed: a row of the table. */
public interface BenchmarkRow {

  /**
   * Where a row runs.
   *
   * @param traffic what it is run over
   * @param parallelism slots or threads
   * @param output an empty folder that it may write to
   * @param environments makes the environment of its job
   */
  record Place(Traffic traffic, int parallelism, Path output, Environments environments) {

    StreamExecutionEnvironment batch() {
      return environments.create(parallelism, RuntimeExecutionMode.BATCH);
    }
  }

  /** Makes the environments of jobs. */
  @FunctionalInterface
  interface Environments {
    /** An environment with that many slots. */
    StreamExecutionEnvironment create(int parallelism, RuntimeExecutionMode mode);
  }

  /**
   * What a run of a row came to.
   *
   * @param seconds from the job's submission to its end
   * @param findings how many it made; null for a row that makes none
   */
  record Outcome(double seconds, Long findings) {}

  /** Its name, in lower case with hyphens. */
  String name();

  /** What it does, in a few words. */
  String description();

  /** The part of the traffic that it is run over. */
  default Traffic extent(Traffic traffic) {
    return traffic;
  }

  /** What does it, with its version. */
  default String engine() throws Exception {
    return "Flink " + EnvironmentInformation.getVersion();
  }

  /** Runs it once. */
  Outcome run(Place place) throws Exception;
}
