package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.input.live.TopicStart;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Which topics a run reads, and where it puts what it sets aside.
 *
 * @param brokers {@code host:port} of some of the brokers
 * @param topics what to read
 * @param properties a file of properties of Kafka's clients, null for none
 * @param start where to begin, null where nothing is said
 * @param untilLatest whether to end where the topics end now
 * @param seam history is read before it, the topics from it on; null where there is no history
 * @param deadLetterTopic where records go that could not be read, null for files
 * @param lateEventsTopic where late events go, null for files
 */
public record LiveSelection(
    List<String> brokers,
    List<TopicLogs> topics,
    Path properties,
    TopicStart start,
    boolean untilLatest,
    Instant seam,
    String deadLetterTopic,
    String lateEventsTopic) {
  public LiveSelection {
    brokers = List.copyOf(brokers);
    topics = List.copyOf(topics);
  }
}
