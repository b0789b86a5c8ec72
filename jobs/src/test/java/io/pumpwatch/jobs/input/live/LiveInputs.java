package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.LiveSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Inputs for tests: one topic, all event times, little patience. */
public final class LiveInputs {
  static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(5);
  static final Duration ALLOWED_SKEW = Duration.ofMinutes(1);

  private LiveInputs() {}

  /** Everything of a topic, by the settings of {@link #settings}. */
  public static LiveInput of(String brokers, String topic, String format) {
    return new LiveInput(
        new KafkaConnection(List.of(brokers), Map.of()),
        List.of(new TopicLogs(topic, format)),
        TopicStart.EARLIEST,
        true,
        TimeRange.ALL,
        settings(Duration.ofSeconds(1), null));
  }

  static LiveInput withRange(LiveInput input, TimeRange range) {
    return new LiveInput(
        input.kafka(), input.topics(), input.start(), input.untilLatest(), range, input.settings());
  }

  /** The same begun elsewhere. */
  public static LiveInput withStart(LiveInput input, TopicStart start) {
    return new LiveInput(
        input.kafka(), input.topics(), start, input.untilLatest(), input.range(), input.settings());
  }

  /** The same without an end. */
  public static LiveInput endless(LiveInput input, LiveSettings settings) {
    return new LiveInput(
        input.kafka(), input.topics(), input.start(), false, input.range(), settings);
  }

  /** The same where nothing is out of order. */
  public static LiveSettings promptly(Duration idleTimeout, Duration idleFlush) {
    LiveSettings settings = settings(idleTimeout, idleFlush);
    return new LiveSettings(
        settings.consumerGroup(),
        Duration.ZERO,
        settings.allowedSkew(),
        settings.idleTimeout(),
        settings.maxDrift(),
        settings.idleFlush(),
        settings.checkpointInterval());
  }

  /** Settings with these times of patience. */
  public static LiveSettings settings(Duration idleTimeout, Duration idleFlush) {
    return new LiveSettings(
        "pumpwatch-test",
        OUT_OF_ORDERNESS,
        ALLOWED_SKEW,
        idleTimeout,
        Duration.ofHours(1),
        idleFlush,
        Duration.ofSeconds(1));
  }
}
