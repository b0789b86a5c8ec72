package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.settings.Settings;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * How a run survives what happens to it. A run in streaming keeps checkpoints under its output
 * folder, which stay when it is stopped, and can be gone on with from the newest. One without an
 * end is also started again from it by Flink, after pauses that double from a second to a minute,
 * for as long as it takes: a broker or a database that is down is waited for. One that comes to an
 * end by itself fails at once: whoever started it is there to decide.
 */
final class Durability {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration CALM = Duration.ofMinutes(10);

  /**
   * What comes to the end of its input waits for one more checkpoint, and for the next one after it
   * where Flink declines the one that it begins for this at once.
   */
  private static final Duration LONGEST_INTERVAL_WITH_AN_END = Duration.ofSeconds(10);

  private static final int RETAINED = 2;
  private static final int TOLERABLE_FAILURES = 10;

  private Durability() {}

  /** Flink's options. */
  static Configuration of(
      DetectOptions options, RuntimeExecutionMode mode, Settings settings, DetectSource source) {
    Configuration durability = new Configuration();
    if (mode != RuntimeExecutionMode.STREAMING) {
      return durability;
    }
    durability.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        interval(settings.live().checkpointInterval(), source.isBounded()));
    durability.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        options.output().checkpoints().toUri().toString());
    durability.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    durability.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
    durability.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILURES);
    if (options.resumeFrom() != null) {
      durability.set(StateRecoveryOptions.SAVEPOINT_PATH, options.resumeFrom().toUri().toString());
    }
    if (!source.isBounded()) {
      durability.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
      durability.set(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_PAUSE);
      durability.set(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_PAUSE);
      durability.set(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, CALM);
    }
    return durability;
  }

  private static Duration interval(Duration wished, boolean bounded) {
    boolean tooLong = bounded && wished.compareTo(LONGEST_INTERVAL_WITH_AN_END) > 0;
    return tooLong ? LONGEST_INTERVAL_WITH_AN_END : wished;
  }
}
