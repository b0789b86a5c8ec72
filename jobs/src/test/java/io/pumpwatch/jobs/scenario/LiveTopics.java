package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.server.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes to the topics of a broker, as whoever ships an organisation's logs does. */
final class LiveTopics implements AutoCloseable {
  private final KafkaBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  LiveTopics(KafkaBroker broker) {
    this.broker = broker;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                ProducerConfig.LINGER_MS_CONFIG, "20",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                ProducerConfig.BATCH_SIZE_CONFIG, "262144"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Makes a topic of so many partitions and publishes each line, to one partition after another.
   */
  void publish(String topic, int partitions, List<LogLine> lines) {
    broker.createTopic(topic, partitions);
    int partition = 0;
    for (LogLine line : lines) {
      send(
          topic,
          partition,
          TimeUnit.MICROSECONDS.toMillis(line.writtenMicros()),
          line.text().getBytes(StandardCharsets.UTF_8));
      partition = (partition + 1) % partitions;
    }
    flush();
  }

  /**
   * Publishes a message.
   *
   * @param timestamp of the record, milliseconds since the epoch
   * @param value null for none
   */
  void send(String topic, int partition, long timestamp, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value)));
  }

  /** Waits until all that was sent is there. */
  void flush() {
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
    producer.close();
  }
}
