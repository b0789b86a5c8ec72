package io.pumpwatch.jobs.input.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where a bounded read ends: the ends of the partitions when the run was started. */
@SuppressWarnings("deprecation") // The interface is in terms of it.
final class StoppingOffsets implements OffsetsInitializer {
  private final HashMap<TopicPartition, Long> ends;

  /** With the offset behind the last record of each partition. */
  StoppingOffsets(Map<TopicPartition, Long> ends) {
    this.ends = new HashMap<>(ends);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> stops = new HashMap<>();
    partitions.forEach(partition -> stops.put(partition, ends.getOrDefault(partition, 0L)));
    return stops;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
