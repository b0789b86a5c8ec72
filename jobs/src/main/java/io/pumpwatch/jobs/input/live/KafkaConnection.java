package io.pumpwatch.jobs.input.live;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a Kafka cluster is reached. What its properties say may be secret: they are never printed.
 */
public final class KafkaConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What options, settings and the job itself say. */
  private static final List<String> DECIDED_ELSEWHERE =
      List.of(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
          CommonClientConfigs.GROUP_ID_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  private final String brokers;
  private final HashMap<String, String> properties;

  /**
   * A connection.
   *
   * @param brokers {@code host:port} of some of the brokers
   * @param properties of Kafka's clients, such as those of SASL and TLS
   */
  public KafkaConnection(List<String> brokers, Map<String, String> properties) {
    this.brokers = String.join(",", brokers);
    this.properties = new HashMap<>(properties);
  }

  /**
   * A connection with the properties of a file.
   *
   * @param brokers {@code host:port} of some of the brokers
   * @param file properties of Kafka's clients, null for none
   * @throws LiveInputException where the file says what is not its to say
   * @throws IOException where the file cannot be read
   */
  public static KafkaConnection of(List<String> brokers, Path file) throws IOException {
    Properties read = new Properties();
    if (file != null) {
      try (Reader text = Files.newBufferedReader(file)) {
        read.load(text);
      } catch (IllegalArgumentException e) {
        throw new LiveInputException("--kafka-properties " + file + ": " + e.getMessage());
      }
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    List<String> decided = DECIDED_ELSEWHERE.stream().filter(properties::containsKey).toList();
    if (!decided.isEmpty()) {
      throw new LiveInputException(
          "--kafka-properties " + file + ": not to be set here: " + String.join(", ", decided));
    }
    return new KafkaConnection(brokers, properties);
  }

  /** {@code host:port} of some of the brokers, separated by commas. */
  public String brokers() {
    return brokers;
  }

  /** What a client needs to connect. */
  public Properties clientProperties() {
    Properties client = new Properties();
    client.putAll(properties);
    client.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return client;
  }

  @Override
  public String toString() {
    return brokers + " with " + new TreeSet<>(properties.keySet());
  }
}
