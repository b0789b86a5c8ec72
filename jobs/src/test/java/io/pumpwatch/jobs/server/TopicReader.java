package io.pumpwatch.jobs.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads topics of text from their beginning, as a consumer of what a run writes does. */
public final class TopicReader<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<V, V> consumer;
  private final List<TopicPartition> partitions;
  private final List<ConsumerRecord<V, V>> records = new ArrayList<>();

  /**
   * Begins with the first record.
   *
   * @param brokers {@code host:port} of the broker
   * @param values reads keys and values
   * @param isolation whether records of transactions that did not, or do not yet, count are seen
   */
  public TopicReader(
      String brokers, String topic, IsolationLevel isolation, Deserializer<V> values) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.toString().toLowerCase(Locale.ROOT)),
            values,
            values);
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All records up to where the topic ends now, those of a partition in their order. */
  public List<ConsumerRecord<V, V>> toTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    poll(read -> reached(ends), "the end of " + partitions);
    return List.copyOf(records);
  }

  /** Reads on until a record passes. */
  public void until(Predicate<ConsumerRecord<V, V>> wanted) {
    poll(read -> read.stream().anyMatch(wanted), "a record");
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void poll(Predicate<Collection<ConsumerRecord<V, V>>> done, String wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.test(records)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited too long for " + wanted);
      }
      consumer.poll(POLL).forEach(records::add);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
