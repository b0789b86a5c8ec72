package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.run.Submission;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a job runs: on the cluster whose {@code flink run} called us, else in this process. It is
 * the only place where an environment is made.
 *
 * <p>Every job is refused that would serialize with Kryo or has an operator without a uid, so that
 * savepoints stay readable.
 */
public final class FlinkEnvironment {

  /** Key groups: the most slots a job can be spread over without losing its state. */
  public static final int MAX_PARALLELISM = 128;

  private static final MemorySize LOCAL_MANAGED_MEMORY = MemorySize.ofMebiBytes(256);
  private static final MemorySize LOCAL_NETWORK_MEMORY = MemorySize.ofMebiBytes(128);

  /**
   * How long a source that has ended waits for its threads. One that is told of a new file just as
   * it falls idle never ends (FLINK-40660), and everything is read by then.
   */
  private static final Duration LOCAL_SOURCE_CLOSE = Duration.ofSeconds(1);

  private FlinkEnvironment() {}

  /**
   * An environment for a job.
   *
   * @param parallelism slots; null for all cores locally and the cluster's default on a cluster
   * @param mode batch or streaming
   */
  public static StreamExecutionEnvironment create(Integer parallelism, RuntimeExecutionMode mode) {
    return create(parallelism, mode, new Configuration());
  }

  /**
   * An environment for a job with more of Flink's options, such as those of checkpoints.
   *
   * @param parallelism slots; null for all cores locally and the cluster's default on a cluster
   * @param mode batch or streaming
   * @param options win over what is set here, save for types and uids
   */
  public static StreamExecutionEnvironment create(
      Integer parallelism, RuntimeExecutionMode mode, Configuration options) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    if (environment instanceof LocalStreamEnvironment) {
      return local(parallelism, configuration, options);
    }
    environment.configure(strict(configuration, options));
    if (parallelism != null) {
      environment.setParallelism(parallelism);
    }
    return environment;
  }

  /** Whether the run is waited for; one that was submitted detached goes on without us. */
  public static boolean isAttached(StreamExecutionEnvironment environment) {
    return environment instanceof LocalStreamEnvironment
        || environment.getConfiguration().get(DeploymentOptions.ATTACHED);
  }

  /**
   * What the cluster that called us has settled about the job to come. Its id counts under high
   * availability alone: without it a job manager that is started again knows nothing of its job.
   */
  static Submission submission() {
    Configuration cluster =
        Configuration.fromMap(
            StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration().toMap());
    return new Submission(
        HighAvailabilityMode.isHighAvailabilityModeActivated(cluster)
            ? cluster.get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
            : null,
        cluster.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent());
  }

  /** In this process a failure ends the run: whoever started it sees it and is there to decide. */
  private static StreamExecutionEnvironment local(
      Integer parallelism, Configuration configuration, Configuration options) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, LOCAL_MANAGED_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, LOCAL_NETWORK_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, LOCAL_NETWORK_MEMORY);
    configuration.set(
        SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, LOCAL_SOURCE_CLOSE.toMillis());
    int slots = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    return StreamExecutionEnvironment.createLocalEnvironment(slots, strict(configuration, options));
  }

  private static Configuration strict(Configuration configuration, Configuration options) {
    configuration.addAll(options);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return configuration;
  }
}
