package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.alert.AlertTopic;
import io.pumpwatch.jobs.alert.AlertTopicException;
import io.pumpwatch.jobs.alert.OcsfSchema;
import io.pumpwatch.jobs.command.AlertSelection;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.TopicReader;
import io.pumpwatch.jobs.settings.AlertSettings;
import io.pumpwatch.jobs.settings.AlertSettings.Delivery;
import io.pumpwatch.jobs.settings.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is in the topic of alerts, also where the job fails midway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertTopicITCase {
  private static final int REVISIONS = 3;
  private static final int ALERTS = 36;
  private static final int ALERTS_A_CHECKPOINT = 6;
  private static final Duration HOLDING_BACK = Duration.ofSeconds(80);
  private static final int MORE_THAN_ALL_ALERTS = 900_000;
  private static final int CREATE = 1;
  private static final int UPDATE = 2;
  private static final int CLOSE = 3;
  private static final JsonMapper JSON = new JsonMapper();

  private KafkaBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void exactlyOnceWhoeverReadsWhatIsCommittedSeesEachAlertOnce(@TempDir Path folder)
      throws Exception {
    AlertTopic topic = topic("exactly-once", Delivery.EXACTLY_ONCE);
    topic.prepare(true);

    runAndFailOnce(topic, folder);

    assertThat(uids(topic, IsolationLevel.READ_COMMITTED)).containsExactlyElementsOf(expected());
    assertThat(uids(topic, IsolationLevel.READ_UNCOMMITTED))
        .as("what was written before the failure and did not count")
        .hasSizeGreaterThan(ALERTS);
  }

  @Test
  void atLeastOnceAlertsMayRepeatButNoneIsLacking(@TempDir Path folder) throws Exception {
    AlertTopic topic = topic("at-least-once", Delivery.AT_LEAST_ONCE);
    topic.prepare(true);

    runAndFailOnce(topic, folder);

    List<String> uids = uids(topic, IsolationLevel.READ_COMMITTED);
    assertThat(uids).hasSizeGreaterThan(ALERTS);
    assertThat(uids.stream().distinct()).containsExactlyElementsOf(expected());
  }

  /** What a checkpoint covers is not told again, so it must have arrived. */
  @Test
  void aCheckpointWaitsForAlertsThatAreHeldBackToGoTogether(@TempDir Path folder) throws Exception {
    Map<String, String> holdingBack =
        Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            Long.toString(HOLDING_BACK.toMillis()),
            ProducerConfig.BATCH_SIZE_CONFIG,
            Integer.toString(MORE_THAN_ALL_ALERTS));
    AlertTopic topic =
        new AlertTopic(
            "held-back",
            new KafkaConnection(List.of(broker.address()), holdingBack),
            AlertSettings.defaults());
    topic.prepare(true);

    runAndFailOnce(topic, folder, true);

    assertThat(uids(topic, IsolationLevel.READ_COMMITTED).stream().distinct())
        .containsExactlyElementsOf(expected());
  }

  @Test
  void messagesOfAFindingKeepTheirOrderInAnyNumberOfPartitions(@TempDir Path folder)
      throws Exception {
    AlertTopic topic = topic("partitions", Delivery.EXACTLY_ONCE);
    broker.createTopic(topic.name(), 4);
    topic.prepare(true);

    runAndFailOnce(topic, folder);

    List<ConsumerRecord<String, String>> records = records(topic, IsolationLevel.READ_COMMITTED);
    assertThat(records).hasSize(ALERTS);
    assertThat(records.stream().map(ConsumerRecord::partition).distinct()).hasSizeGreaterThan(1);
    assertThat(records.stream().collect(Collectors.groupingBy(ConsumerRecord::key)))
        .allSatisfy(
            (id, messages) ->
                assertThat(messages)
                    .extracting(FailOnce::uid)
                    .containsExactly(id + ":1 Create", id + ":2 Update", id + ":3 Close"));
  }

  @Test
  void aRunOverFilesTellsOfWhatItsTableSays(@TempDir Path folder) throws Exception {
    LogFolder logs =
        Arrangement.asWritten()
            .write(SimulatedScenarios.attacksOnBlocks(), folder.resolve("run/input"));

    Map<String, List<JsonNode>> batch = alerts("batch", logs, Execution.BATCH_ON_TWO_SLOTS);

    assertThat(batch).isNotEmpty();
    assertThat(alerts("streaming", logs, Execution.STREAMING_ON_TWO_SLOTS)).isEqualTo(batch);
  }

  /** Runs it, holds the alerts to the findings, and gives them by finding, without their times. */
  private Map<String, List<JsonNode>> alerts(String name, LogFolder logs, Execution execution)
      throws Exception {
    AlertSelection selection = new AlertSelection(List.of(broker.address()), null, name);
    Detection detection = Detection.alerting(selection, logs, execution);
    Map<String, List<JsonNode>> alerts = new TreeMap<>();
    try (TopicReader<String> reader =
        new TopicReader<>(
            broker.address(), name, IsolationLevel.READ_COMMITTED, new StringDeserializer())) {
      for (ConsumerRecord<String, String> message : reader.toTheEnd()) {
        assertThat(OcsfSchema.problems(message.value())).isEmpty();
        JsonNode event = JSON.readTree(message.value());
        ((ObjectNode) event.path("metadata")).remove("logged_time");
        alerts.computeIfAbsent(message.key(), key -> new ArrayList<>()).add(event);
      }
    }
    assertThat(alerts.keySet())
        .containsAll(detection.alerting().stream().map(Finding::findingId).toList());
    Map<String, Finding> findings =
        detection.findings().stream()
            .collect(Collectors.toMap(Finding::findingId, Function.identity()));
    alerts.forEach((id, events) -> assertTold(findings.get(id), events));
    return alerts;
  }

  private static void assertTold(Finding last, List<JsonNode> events) {
    List<Integer> activities =
        events.stream().map(event -> event.path("activity_id").asInt()).toList();
    assertThat(activities).startsWith(CREATE).endsWith(CLOSE);
    assertThat(activities.subList(1, activities.size() - 1)).allMatch(id -> id == UPDATE);
    JsonNode end = events.get(events.size() - 1);
    assertThat(end.at("/metadata/uid").asText())
        .isEqualTo(last.findingId() + ":" + last.revision());
    assertThat(end.at("/severity").asText()).isEqualToIgnoringCase(last.severity().word());
    assertThat(end.at("/evidences/0/data/sends").asLong()).isEqualTo(last.sends());
    assertThat(end.at("/message").asText()).isEqualTo(last.explanation());
  }

  @Test
  void transactionsAreForRunsInStreaming(@TempDir Path folder) throws Exception {
    Scenario scenario = SimulatedScenarios.attacksOnBlocks();
    String exactlyOnce = "alerts:\n  delivery: exactly-once\n";
    LogFolder logs =
        Arrangement.asWritten()
            .write(
                scenario.withSettings(scenario.settings() + exactlyOnce),
                folder.resolve("run/input"));
    AlertSelection selection =
        new AlertSelection(List.of(broker.address()), null, "without-checkpoints");

    assertThatThrownBy(() -> Detection.alerting(selection, logs, Execution.BATCH_ON_ONE_SLOT))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("alerts.delivery exactly-once needs checkpoints");
    assertThat(topics()).doesNotContain("without-checkpoints");
    assertThat(alerts("in-transactions", logs, Execution.STREAMING_ON_TWO_SLOTS)).isNotEmpty();
  }

  @Test
  void transactionsThatCannotWorkAreRefusedAllProblemsAtOnce() {
    AlertSettings settings =
        new AlertSettings(
            Delivery.EXACTLY_ONCE,
            Duration.ofMinutes(16),
            Duration.ofMinutes(1),
            "test",
            WebhookSettings.defaults());
    AlertTopic topic = new AlertTopic("refused", connection(broker), settings);

    assertThatThrownBy(() -> topic.prepare(false))
        .isInstanceOfSatisfying(
            AlertTopicException.class,
            refusal ->
                assertThat(refusal.problems())
                    .containsExactly(
                        "alerts.delivery exactly-once needs checkpoints, which a run in batch has"
                            + " not: use --mode streaming or at-least-once",
                        "alerts.transaction-timeout must be at most 15 min,"
                            + " transaction.max.timeout.ms of the brokers, is 16 min"));
    assertThatThrownBy(() -> topic.prepare(true))
        .isInstanceOf(AlertTopicException.class)
        .hasMessageContaining("15 min");
    assertThat(topics()).doesNotContain("refused");
  }

  @Test
  void aTopicThatIsNotThereIsMade() {
    AlertTopic topic = topic("made", Delivery.AT_LEAST_ONCE);

    topic.prepare(false);
    topic.prepare(false);

    assertThat(topics()).contains("made");
  }

  @Test
  void aTopicThatCannotBeHadIsRefused(@TempDir Path folder) throws Exception {
    Map<String, String> moreReplicasThanBrokers = Map.of("default.replication.factor", "3");
    try (KafkaBroker other = KafkaBroker.start(folder, moreReplicasThanBrokers)) {
      AlertTopic topic = new AlertTopic("alerts", connection(other), AlertSettings.defaults());

      assertThatThrownBy(() -> topic.prepare(false))
          .isInstanceOf(AlertTopicException.class)
          .hasMessageStartingWith("--alerts-topic alerts cannot be had at " + other.address())
          .hasMessageContaining("eplication factor");

      other.kill();
      assertThatThrownBy(() -> topic.prepare(false))
          .isInstanceOf(AlertTopicException.class)
          .hasMessageStartingWith("--alerts-topic alerts cannot be had at " + other.address());
    }
  }

  /** Revisions one to three of each finding come by, a few between two checkpoints. */
  private static void runAndFailOnce(AlertTopic topic, Path folder) throws Exception {
    runAndFailOnce(topic, folder, false);
  }

  private static void runAndFailOnce(AlertTopic topic, Path folder, boolean heldBack)
      throws Exception {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING, options);
    DataGeneratorSource<Finding> findings =
        new DataGeneratorSource<>(
            AlertTopicITCase::revision,
            ALERTS,
            RateLimiterStrategy.perCheckpoint(ALERTS_A_CHECKPOINT),
            TypeInformation.of(Finding.class));
    FailOnce.failed.set(false);
    FailOnce.arrived.set(false);
    topic.attach(
        environment
            .fromSource(findings, WatermarkStrategy.noWatermarks(), "revisions")
            .uid("revisions")
            .map(new FailOnce(topic.kafka().brokers(), topic.name(), heldBack))
            .returns(TypeInformation.of(Finding.class))
            .name("fail-once")
            .uid("fail-once"));

    environment.execute("alerts");

    assertThat(FailOnce.failed).as("the job failed").isTrue();
    assertThat(FailOnce.arrived).as("with alerts in the topic").isTrue();
  }

  private static Finding revision(long index) {
    String id = "finding-" + index / REVISIONS;
    int revision = (int) (index % REVISIONS) + 1;
    return revision == REVISIONS
        ? AlertExamples.closed(id, revision, Severity.HIGH)
        : AlertExamples.open(id, revision, Severity.HIGH);
  }

  private static List<String> expected() {
    List<String> activities = List.of("Create", "Update", "Close");
    return LongStream.range(0, ALERTS)
        .mapToObj(AlertTopicITCase::revision)
        .map(
            finding ->
                finding.findingId()
                    + ":"
                    + finding.revision()
                    + " "
                    + activities.get(finding.revision() - 1))
        .toList();
  }

  private List<String> uids(AlertTopic topic, IsolationLevel isolation) {
    return records(topic, isolation).stream().map(FailOnce::uid).toList();
  }

  private List<ConsumerRecord<String, String>> records(AlertTopic topic, IsolationLevel isolation) {
    try (TopicReader<String> reader =
        new TopicReader<>(broker.address(), topic.name(), isolation, new StringDeserializer())) {
      return reader.toTheEnd();
    }
  }

  private Set<String> topics() {
    try (Admin admin = broker.admin()) {
      return admin.listTopics().names().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KafkaConnection connection(KafkaBroker broker) {
    return new KafkaConnection(List.of(broker.address()), Map.of());
  }

  private AlertTopic topic(String name, Delivery delivery) {
    AlertSettings defaults = AlertSettings.defaults();
    return new AlertTopic(
        name,
        connection(broker),
        new AlertSettings(
            delivery,
            defaults.transactionTimeout(),
            defaults.restartAllowance(),
            "test-" + name,
            defaults.webhook()));
  }
}
