package io.pumpwatch.jobs.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.server.TopicReader;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Fails when alerts are in the topic that no checkpoint covers; where alerts are held back, when
 * those are that one does. A failure before would show nothing.
 */
final class FailOnce implements MapFunction<Finding, Finding>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final int AFTER_CHECKPOINTS = 2;
  private static final int AFTER_FINDINGS = 3;
  static final AtomicBoolean failed = new AtomicBoolean();
  static final AtomicBoolean arrived = new AtomicBoolean();

  private final String brokers;
  private final String topic;
  private final boolean heldBack;
  private int checkpoints;
  private int findings;
  private String previous;
  private String covered;

  FailOnce(String brokers, String topic, boolean heldBack) {
    this.brokers = brokers;
    this.topic = topic;
    this.heldBack = heldBack;
  }

  @Override
  public Finding map(Finding finding) {
    if (checkpoints >= AFTER_CHECKPOINTS
        && findings >= AFTER_FINDINGS
        && failed.compareAndSet(false, true)) {
      try (TopicReader<String> reader =
          new TopicReader<>(
              brokers, topic, IsolationLevel.READ_UNCOMMITTED, new StringDeserializer())) {
        String awaited = heldBack ? covered : previous;
        reader.until(message -> uid(message).startsWith(awaited + " "));
        arrived.set(true);
      }
      throw new IllegalStateException("fails once");
    }
    findings++;
    previous = finding.findingId() + ":" + finding.revision();
    return finding;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    checkpoints++;
    findings = 0;
    covered = previous;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    checkpoints = 0;
  }

  /** The message's own id and its activity. */
  static String uid(ConsumerRecord<String, String> message) {
    try {
      JsonNode event = new JsonMapper().readTree(message.value());
      return event.at("/metadata/uid").asText() + " " + event.path("activity_name").asText();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
