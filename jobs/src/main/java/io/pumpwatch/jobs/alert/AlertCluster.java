package io.pumpwatch.jobs.alert;

import io.pumpwatch.jobs.input.live.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The Kafka cluster that alerts go to, asked before a job starts. */
final class AlertCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String GREATEST_TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";

  private final Admin admin;
  private final KafkaConnection kafka;

  /**
   * Connects when first asked.
   *
   * @throws KafkaException where the properties of the connection are wrong
   */
  AlertCluster(KafkaConnection kafka) {
    Properties client = kafka.clientProperties();
    client.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    client.setProperty(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis() / 3));
    this.admin = Admin.create(client);
    this.kafka = kafka;
  }

  boolean has(String topic) {
    try {
      get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  /** Makes a topic with the cluster's own defaults. */
  void create(String topic) {
    try {
      get(
          admin
              .createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
              .values()
              .get(topic));
    } catch (TopicExistsException madeMeanwhile) {
      return;
    }
  }

  /** The longest transaction timeout that every broker takes. */
  Duration greatestTransactionTimeout() {
    List<ConfigResource> brokers = new ArrayList<>();
    for (Node node : get(admin.describeCluster().nodes())) {
      brokers.add(new ConfigResource(ConfigResource.Type.BROKER, node.idString()));
    }
    long least = Long.MAX_VALUE;
    for (Config broker : get(admin.describeConfigs(brokers).all()).values()) {
      least = Math.min(least, Long.parseLong(broker.get(GREATEST_TRANSACTION_TIMEOUT).value()));
    }
    return Duration.ofMillis(least);
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

  @Override
  public void close() {
    admin.close(PATIENCE);
  }
}
