package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How topics are read.
 *
 * @param consumerGroup under which offsets are committed, at every checkpoint
 * @param outOfOrderness an event further than this behind the greatest event time before it in its
 *     partition is late; windows close this much later
 * @param allowedSkew an event further than this ahead of its record's timestamp is a dead letter
 * @param idleTimeout a partition without records for this long no longer holds event time back
 * @param maxDrift partitions further than this ahead of the slowest one wait for it
 * @param idleFlush when nothing comes for this long, event time goes on with the clock on the wall;
 *     absent, it waits for the next record
 * @param checkpointInterval how often progress is kept and files become visible
 */
public record LiveSettings(
    String consumerGroup,
    Duration outOfOrderness,
    Duration allowedSkew,
    Duration idleTimeout,
    Duration maxDrift,
    @MayBeAbsent Duration idleFlush,
    Duration checkpointInterval)
    implements Checked, Serializable {
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);

  /** What holds where the file is silent. */
  public static LiveSettings defaults() {
    return new LiveSettings(
        "pumpwatch",
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        null,
        Duration.ofMinutes(1));
  }

  @Override
  public void check(Problems problems) {
    problems.check(!consumerGroup.isBlank(), "must not be empty", "consumerGroup");
    problems.atLeast("idleTimeout", idleTimeout, LEAST_PAUSE);
    problems.atLeast("maxDrift", maxDrift, LEAST_PAUSE);
    problems.check(
        idleFlush == null || idleFlush.compareTo(idleTimeout) >= 0,
        "must be at least idle-timeout",
        "idleFlush",
        "idleTimeout");
    problems.atLeast("checkpointInterval", checkpointInterval, LEAST_PAUSE);
  }
}
