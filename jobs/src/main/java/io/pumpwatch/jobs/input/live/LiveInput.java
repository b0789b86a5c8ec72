package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.LiveSettings;
import java.util.List;

/**
 * What to read from topics.
 *
 * @param kafka how the cluster is reached
 * @param topics what to read
 * @param start where to begin
 * @param untilLatest whether to end where the topics end now
 * @param range the wanted event times
 * @param settings how to read
 */
public record LiveInput(
    KafkaConnection kafka,
    List<TopicLogs> topics,
    TopicStart start,
    boolean untilLatest,
    TimeRange range,
    LiveSettings settings) {

  /** Refuses an input without a topic. */
  public LiveInput {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("live input needs at least one topic");
    }
    topics = List.copyOf(topics);
  }

  /** The names of the topics. */
  public List<String> topicNames() {
    return topics.stream().map(TopicLogs::topic).distinct().toList();
  }
}
