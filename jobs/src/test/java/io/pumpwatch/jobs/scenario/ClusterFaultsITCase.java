package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.cluster.LocalCluster;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.server.FlinkCluster;
import io.pumpwatch.jobs.server.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to its servers, a job on a real cluster leaves the findings in the table that a
 * run in batch makes of the same traffic: nothing is lost, and nothing is there twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsITCase {
  private static final String OFTEN = "live:\n  checkpoint-interval: 500 ms\n";
  private static final int SLOTS = 2;
  private static final int KILLS = 3;
  private static final long SEED = 20261121L;
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  private final Random random = new Random(SEED);
  private ClusterServers servers;
  private FlinkCluster cluster;
  private PacedTraffic traffic;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    servers = ClusterServers.start(folder);
    cluster = servers.cluster();
    traffic = PacedTraffic.of(SimulatedScenarios.attacksOnBlocks(), folder);
    assertThat(traffic.expected()).isNotEmpty().noneMatch(finding -> finding.cutByEndOfInput());
  }

  @AfterAll
  void stop() throws Exception {
    servers.close();
  }

  private ClusterDetection submit(String name) throws Exception {
    return ClusterDetection.submit(servers, traffic, name, OFTEN, "", SLOTS);
  }

  @Test
  void nothingHappens() throws Exception {
    try (ClusterDetection detection = submit("nothing")) {
      detection.publish(0, ClusterDetection.PIECES - 1);
      detection.assertSameAsInBatch();
      assertThat(cluster.restores(detection.job())).isZero();
    }
  }

  @Test
  void taskManagersAreKilled() throws Exception {
    try (ClusterDetection detection = submit("task-managers")) {
      detection.publish(0, 1);
      for (int piece = 2; piece < 2 + KILLS; piece++) {
        detection.publish(piece, ClusterFault.TASK_MANAGER_KILLED.soon(servers, detection, random));
      }
      detection.publish(2 + KILLS, ClusterDetection.PIECES - 1);
      detection.assertSameAsInBatch();
    }
  }

  @Test
  void theJobManagerIsKilled() throws Exception {
    try (ClusterDetection detection = submit("job-manager")) {
      detection.publish(0, 2);
      detection.publish(3, ClusterFault.JOB_MANAGER_KILLED.soon(servers, detection, random));
      assertThat(cluster.restores(detection.job())).isEqualTo(1);
      detection.publish(4, ClusterDetection.PIECES - 1);
      detection.assertSameAsInBatch();
    }
  }

  @Test
  void theBrokerIsKilled() throws Exception {
    try (ClusterDetection detection = submit("broker")) {
      detection.publish(0, 2);
      detection.publish(3, ClusterFault.BROKER_KILLED.soon(servers, detection, random));
      detection.publish(4, ClusterDetection.PIECES - 1);
      detection.assertSameAsInBatch();
    }
  }

  @Test
  void theDatabaseIsDownForAMinute() throws Exception {
    PostgresServer postgres = servers.postgres();
    try (ClusterDetection detection = submit("database")) {
      detection.publish(0, 1);
      int before = detection.found().size();
      postgres.goDown();
      for (int piece = 2; piece < ClusterDetection.PIECES; piece++) {
        detection.publish(piece, ClusterDetection.Event.NONE);
      }
      TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
      postgres.goUp();
      assertThat(traffic.expected()).hasSizeGreaterThan(before);
      detection.assertSameAsInBatch();
    }
  }

  @Test
  void theJobGoesOnFromASavepointOnOtherSlots() throws Exception {
    try (ClusterDetection detection = submit("savepoint")) {
      detection.publish(0, 2);
      detection.publish(3, () -> detection.move(3));
      detection.publish(4, 5);
      detection.publish(6, () -> detection.move(1));
      detection.publish(7, 7);
      detection.assertSameAsInBatch();
    }
  }

  @Test
  void poisonStandsBetweenGoodMessages() throws Exception {
    byte[] binary = new byte[4096];
    random.nextBytes(binary);
    byte[] largest = new byte[1_040_000];
    random.nextBytes(largest);
    List<byte[]> poison =
        List.of(
            binary,
            largest,
            text("[".repeat(10_000)),
            text("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
            text("{\"event_time\": true, \"event_type\": {\"requested\": 1}}"),
            text("{\"event_time\": \"yesterday\", \"event_type\": \"requested\"}"),
            text("nothing of the kind"));
    try (ClusterDetection detection = submit("poison")) {
      for (int piece = 0; piece < ClusterDetection.PIECES; piece++) {
        LogLine before = traffic.piece(piece, ClusterDetection.PIECES).get(0);
        byte[] message = poison.get(piece % poison.size());
        int partition = piece;
        detection.publish(
            piece,
            () -> {
              detection.send(partition, before, message);
              detection.send(partition + 1, before, new byte[0]);
              detection.send(partition + 2, before, null);
            });
      }
      detection.assertSameAsInBatch();
      assertThat(
              DeadLettersReader.reasons(
                  new OutputDirectory(new org.apache.flink.core.fs.Path(detection.output().toUri()))
                      .deadLetters(),
                  Integer.MAX_VALUE))
          .hasSizeGreaterThanOrEqualTo(poison.size());
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void partitionsComeAndFallSilentAndTheGroupIsRebalanced() throws Exception {
    String name = "partitions";
    String settings = OFTEN + "  idle-timeout: 5 s\n  consumer-group: shared\n";
    String kafka = "partition.discovery.interval.ms=1000\n";
    try (ClusterDetection detection =
        ClusterDetection.submit(servers, traffic, name, settings, kafka, SLOTS)) {
      detection.publish(0, 1);
      addPartition(name, PacedTraffic.PARTITIONS + 1);
      detection.spreadOver(PacedTraffic.PARTITIONS + 1);
      detection.publish(2, 3);
      detection.publish(4, () -> joinAndLeave(name, "shared"));
      detection.spreadOver(PacedTraffic.PARTITIONS);
      detection.publish(5, ClusterDetection.PIECES - 1);
      detection.assertSameAsInBatch();
    }
  }

  private void addPartition(String topic, int partitions) throws Exception {
    try (Admin admin = servers.broker().admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
    String discovered = topic + "-" + (partitions - 1);
    FlinkCluster.await(
        () -> cluster.hasLogged(LocalCluster.JOB_MANAGER, discovered),
        "the discovery of " + discovered);
  }

  /** As somebody does who tries the group's name on. */
  private void joinAndLeave(String topic, String group) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers.broker().address(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
    }
  }
}
