package io.pumpwatch.jobs.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes to the topics of a broker, as whoever ships an organisation's logs does. */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  public TopicWriter(KafkaBroker broker) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                ProducerConfig.LINGER_MS_CONFIG, "20",
                ProducerConfig.BATCH_SIZE_CONFIG, "262144"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends a message.
   *
   * @param timestamp of the record, milliseconds since the epoch
   * @param value null for none
   */
  public void send(String topic, int partition, long timestamp, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value)));
  }

  /** Sends a message of text. */
  public void send(String topic, int partition, long timestamp, String value) {
    send(topic, partition, timestamp, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until all that was sent is there. */
  public void flush() {
    producer.flush();
    for (Future<RecordMetadata> message : sent) {
      try {
        message.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot publish", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    sent.clear();
  }

  @Override
  public void close() {
    flush();
    producer.close();
  }
}
