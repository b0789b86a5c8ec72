package io.pumpwatch.jobs.input.live;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to begin, and to fail where that, or the place a job was restored to, is gone: records that
 * the topic dropped before they were read must not go unnoticed.
 */
@SuppressWarnings("deprecation") // The interface is in terms of it.
final class UnbrokenOffsets implements OffsetsInitializer {
  private final OffsetsInitializer start;

  UnbrokenOffsets(OffsetsInitializer start) {
    this.start = start;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return start.getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
