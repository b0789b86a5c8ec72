package io.pumpwatch.jobs.output;

import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.jobs.input.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Flink sinks into topics: every row at least once, again after a restart. What a row says beside
 * its value is in headers, as text; what it does not say has no header.
 */
public final class KafkaSinks {

  private KafkaSinks() {}

  /**
   * Records that could not be read: their first bytes, with {@code file_or_topic}, {@code
   * position}, {@code format}, {@code reason} and {@code raw_length}.
   *
   * @param topic where to
   * @param client how Kafka is reached
   */
  public static KafkaSink<DeadLetter> deadLetters(String topic, Properties client) {
    return sink(
        client,
        (letter, context, timestamp) -> {
          ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, letter.raw());
          header(message, "file_or_topic", letter.fileOrTopic());
          header(message, "position", letter.position());
          header(message, "format", letter.format());
          header(message, "reason", LogText.shown(letter.reason()));
          header(message, "raw_length", Long.toString(letter.rawLength()));
          return message;
        });
  }

  /**
   * Late events as canonical JSON, with the {@code watermark} that had passed them.
   *
   * @param topic where to
   * @param client how Kafka is reached
   */
  public static KafkaSink<LateEvent> lateEvents(String topic, Properties client) {
    return sink(
        client,
        (late, context, timestamp) -> {
          ProducerRecord<byte[], byte[]> message =
              new ProducerRecord<>(topic, null, bytes(CanonicalLine.of(late.event())));
          if (late.watermarkMillis() != Long.MIN_VALUE) {
            header(message, "watermark", Instant.ofEpochMilli(late.watermarkMillis()).toString());
          }
          return message;
        });
  }

  private static <T> KafkaSink<T> sink(
      Properties client, KafkaRecordSerializationSchema<T> messages) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(client)
        .setBootstrapServers(client.getProperty("bootstrap.servers"))
        .setRecordSerializer(messages)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static void header(ProducerRecord<byte[], byte[]> message, String name, String value) {
    if (value != null) {
      message.headers().add(name, bytes(value));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
