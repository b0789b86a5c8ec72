package io.pumpwatch.jobs.alert;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.settings.AlertSettings;
import io.pumpwatch.jobs.settings.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Where alerts go: a topic with one message for each {@link Alert}, its value a {@link
 * DetectionFinding}, its key the finding's id, so that the messages of a finding keep their order.
 *
 * @param name of the topic
 * @param kafka how its cluster is reached
 * @param settings how alerts are written
 */
public record AlertTopic(String name, KafkaConnection kafka, AlertSettings settings) {
  private static final String ALL_REPLICAS = "all";

  /**
   * Makes sure that alerts can be written as asked, and makes the topic where there is none.
   *
   * @param checkpoints whether the job that is to write keeps checkpoints
   * @throws AlertTopicException with every problem
   */
  public void prepare(boolean checkpoints) {
    List<String> problems = new ArrayList<>();
    if (settings.exactlyOnce() && !checkpoints) {
      problems.add(
          "alerts.delivery exactly-once needs checkpoints, which a run in batch has not: use --mode"
              + " streaming or at-least-once");
    }
    try (AlertCluster cluster = new AlertCluster(kafka)) {
      boolean exists = cluster.has(name);
      if (settings.exactlyOnce()) {
        refuseLongerThan(cluster.greatestTransactionTimeout(), problems);
      }
      if (!exists && problems.isEmpty()) {
        cluster.create(name);
      }
    } catch (KafkaException e) {
      problems.add(
          "--alerts-topic " + name + " cannot be had at " + kafka.brokers() + ": " + reason(e));
    }
    if (!problems.isEmpty()) {
      throw new AlertTopicException(problems);
    }
  }

  private void refuseLongerThan(Duration greatest, List<String> problems) {
    if (settings.transactionTimeout().compareTo(greatest) > 0) {
      problems.add(
          "alerts.transaction-timeout must be at most "
              + DurationText.format(greatest)
              + ", transaction.max.timeout.ms of the brokers, is "
              + DurationText.format(settings.transactionTimeout()));
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /**
   * Attaches it to the revisions of findings.
   *
   * @param findings the revisions of each finding in their order
   */
  public void attach(DataStream<Finding> findings) {
    findings
        .keyBy(Finding::findingId, Types.STRING)
        .process(new Announcements(), TypeInformation.of(Alert.class))
        .setParallelism(1)
        .name("announcements")
        .uid("announcements")
        .sinkTo(sink())
        .setParallelism(1)
        .name("alert-topic")
        .uid("alert-topic");
  }

  private KafkaSink<Alert> sink() {
    Properties client = kafka.clientProperties();
    KafkaSinkBuilder<Alert> sink =
        KafkaSink.<Alert>builder()
            .setKafkaProducerConfig(client)
            .setBootstrapServers(kafka.brokers())
            .setProperty(ProducerConfig.ACKS_CONFIG, ALL_REPLICAS)
            .setRecordSerializer(new AlertMessages(name));
    if (settings.exactlyOnce()) {
      sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
          .setTransactionalIdPrefix(settings.transactionalIdPrefix())
          .setProperty(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              Long.toString(settings.transactionTimeout().toMillis()));
    } else {
      sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    }
    return sink.build();
  }
}
