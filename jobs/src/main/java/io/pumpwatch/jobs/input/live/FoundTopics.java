package io.pumpwatch.jobs.input.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Topics as they are found before a job starts.
 *
 * @param ends the offset behind the last record of each partition
 */
public record FoundTopics(Map<TopicPartition, Long> ends) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  public FoundTopics {
    ends = Map.copyOf(ends);
  }

  /**
   * Looks for the topics of an input, and for those that it writes to.
   *
   * @param input what is to be read
   * @param written topics that are to be written to
   * @throws LiveInputException where a broker does not answer in time, where a topic does not
   *     exist, or where a topic no longer holds what it is to be read from
   */
  public static FoundTopics of(LiveInput input, Collection<String> written) {
    Properties client = input.kafka().clientProperties();
    client.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    client.setProperty(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis() / 3));
    try (Admin admin = Admin.create(client)) {
      Search search = new Search(admin, input.kafka());
      List<TopicPartition> partitions = search.partitions(input.topicNames());
      search.partitions(written);
      if (input.start().place() == TopicStart.Place.INSTANT) {
        search.refuseIfGoneSince(input.start().instant(), partitions);
      }
      return new FoundTopics(search.offsets(partitions, OffsetSpec.latest()));
    } catch (KafkaException e) {
      throw new LiveInputException(
          "Kafka at " + input.kafka().brokers() + " cannot be read: " + reason(e));
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private record Search(Admin admin, KafkaConnection kafka) {

    List<TopicPartition> partitions(Collection<String> topics) {
      List<TopicPartition> partitions = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      Map<String, KafkaFuture<TopicDescription>> descriptions =
          admin.describeTopics(topics).topicNameValues();
      for (String topic : new TreeSet<>(topics)) {
        try {
          get(descriptions.get(topic))
              .partitions()
              .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        } catch (UnknownTopicOrPartitionException e) {
          missing.add(topic);
        }
      }
      if (!missing.isEmpty()) {
        throw new LiveInputException(
            "no such topic at " + kafka.brokers() + ": " + String.join(", ", missing));
      }
      return partitions;
    }

    Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec place) {
      Map<TopicPartition, OffsetSpec> places = new HashMap<>();
      partitions.forEach(partition -> places.put(partition, place));
      Map<TopicPartition, Long> offsets = new HashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> found =
          get(
              admin
                  .listOffsets(places, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                  .all());
      found.forEach((partition, info) -> offsets.put(partition, info.offset()));
      return offsets;
    }

    /** What a topic dropped may have been as young as the first record that it still holds. */
    void refuseIfGoneSince(Instant instant, List<TopicPartition> partitions) {
      Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
      Map<TopicPartition, Long> wanted =
          offsets(partitions, OffsetSpec.forTimestamp(instant.toEpochMilli()));
      List<String> gone =
          partitions.stream()
              .filter(partition -> first.get(partition) > 0)
              .filter(partition -> wanted.get(partition).equals(first.get(partition)))
              .map(TopicPartition::toString)
              .toList();
      if (!gone.isEmpty()) {
        throw new LiveInputException(
            "no longer reaches back to " + instant + ": " + String.join(", ", gone));
      }
    }

    private <T> T get(KafkaFuture<T> future) {
      try {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof KafkaException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (TimeoutException e) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "no answer from " + kafka.brokers() + " within " + PATIENCE.toSeconds() + " s");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new org.apache.kafka.common.errors.InterruptException(e);
      }
    }
  }
}
