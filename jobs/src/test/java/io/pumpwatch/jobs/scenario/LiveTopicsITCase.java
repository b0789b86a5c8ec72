package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.live.EventClock;
import io.pumpwatch.jobs.input.live.FoundTopics;
import io.pumpwatch.jobs.input.live.LiveInput;
import io.pumpwatch.jobs.input.live.LiveInputs;
import io.pumpwatch.jobs.input.live.LiveSource;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.input.live.TopicStart;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.TopicReader;
import io.pumpwatch.jobs.server.TopicWriter;
import io.pumpwatch.jobs.settings.InputSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What topics hold that nobody wants, and what they do that nobody waits for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTopicsITCase {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Execution ON_TWO_SLOTS = new Execution(RunMode.AUTO, 2);
  private static final int PATIENCE_SECONDS = 60;

  private KafkaBroker broker;
  private LogFolder folder;
  private int topics;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    broker = KafkaBroker.start(temporary.resolve("broker"));
    folder = new LogFolder(Files.createDirectories(temporary.resolve("run/input")));
    Files.writeString(folder.settings(), "");
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private String newTopic(int partitions) {
    topics++;
    String topic = "topic-" + topics;
    broker.createTopic(topic, partitions);
    return topic;
  }

  private static String sent(Instant time, String id) {
    return String.format(
        "{\"event_time\":\"%s\",\"event_type\":\"sent\",\"message_id\":\"%s\","
            + "\"source_ip\":\"203.0.113.7\",\"destination\":\"+12025550143\"}",
        time, id);
  }

  private void send(TopicWriter writer, String topic, int partition, Instant time, String id) {
    writer.send(topic, partition, time.toEpochMilli(), sent(time, id));
  }

  private Detection detect(LiveSelection live) throws Exception {
    return Detection.live(
        new InputSelection(List.of(), null, null, null), live, folder, ON_TWO_SLOTS);
  }

  private LiveSelection untilLatest(String topic, String deadLetters, String lateEvents) {
    return new LiveSelection(
        List.of(broker.address()),
        List.of(new TopicLogs(topic, null)),
        null,
        null,
        true,
        null,
        deadLetters,
        lateEvents);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void poisonIsSetAsideAndTheRestIsRead() throws Exception {
    String topic = newTopic(2);
    List<byte[]> poison =
        List.of(
            "no log at all".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, 1, 2, 3},
            new byte[1_000_000],
            "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8),
            "{\"event_time\":{},\"event_type\":7}".getBytes(StandardCharsets.UTF_8));
    try (TopicWriter writer = new TopicWriter(broker)) {
      send(writer, topic, 0, NOON, "first");
      writer.send(topic, 0, NOON.toEpochMilli(), (byte[]) null);
      writer.send(topic, 0, NOON.toEpochMilli(), new byte[0]);
      for (byte[] value : poison) {
        writer.send(topic, 0, NOON.toEpochMilli(), value);
      }
      send(writer, topic, 0, NOON.plusSeconds(1), "last");
    }

    Detection detection = detect(untilLatest(topic, null, null));

    assertThat(detection.report().records()).isEqualTo(new RunReport.Records(9, 2, 2, 5));
    assertThat(detection.report().events()).isEqualTo(new RunReport.Events(2, 2, 0, 0));
    assertThat(detection.deadLetters())
        .extracting(DeadLetter::position)
        .containsExactlyInAnyOrder(
            "partition 0 offset 3",
            "partition 0 offset 4",
            "partition 0 offset 5",
            "partition 0 offset 6",
            "partition 0 offset 7");
    assertThat(detection.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.fileOrTopic()).isEqualTo(topic);
              assertThat(letter.raw()).hasSizeBetween(1, 4096);
            });
  }

  @Test
  void whatIsSetAsideGoesToTopics() throws Exception {
    String topic = newTopic(1);
    String dead = newTopic(1);
    String late = newTopic(1);
    try (TopicWriter writer = new TopicWriter(broker)) {
      send(writer, topic, 0, NOON, "on-time");
      writer.send(topic, 0, NOON.toEpochMilli(), "no log at all");
      send(writer, topic, 0, NOON.minus(Duration.ofMinutes(6)), "late");
      writer.send(topic, 0, NOON.toEpochMilli(), sent(NOON.plus(Duration.ofDays(1)), "skewed"));
      send(writer, topic, 0, NOON.minus(Duration.ofMinutes(4)), "in-time");
    }

    Detection detection = detect(untilLatest(topic, dead, late));

    assertThat(detection.report().records()).isEqualTo(new RunReport.Records(5, 3, 0, 2));
    assertThat(detection.report().events()).isEqualTo(new RunReport.Events(3, 2, 1, 0));
    List<ConsumerRecord<byte[], byte[]>> letters = messages(dead);
    assertThat(letters).hasSize(2);
    ConsumerRecord<byte[], byte[]> junk = letters.get(0);
    assertThat(junk.value()).asString(StandardCharsets.UTF_8).isEqualTo("no log at all");
    assertThat(header(junk, "file_or_topic")).isEqualTo(topic);
    assertThat(header(junk, "position")).isEqualTo("partition 0 offset 1");
    assertThat(header(junk, "raw_length")).isEqualTo("13");
    assertThat(header(junk, "reason")).contains("no format recognises it");
    assertThat(junk.headers().lastHeader("format")).isNull();
    assertThat(header(letters.get(1), "reason"))
        .startsWith("its time 2026-03-03T12:00:00Z is more than 5 min ahead");
    assertThat(messages(late))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.value())
                  .asString(StandardCharsets.UTF_8)
                  .contains("\"message_id\":\"late\"", "\"event_time\":\"2026-03-02T11:54:00Z\"");
              assertThat(header(message, "watermark")).isEqualTo("2026-03-02T11:54:59.999Z");
            });
    assertThat(detection.deadLetters()).isEmpty();
    assertThat(detection.lateEvents()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsToldBeforeTheRun() {
    assertThatThrownBy(() -> detect(untilLatest("nowhere", "neither", null)))
        .isInstanceOf(UsageException.class)
        .hasMessage("no such topic at " + broker.address() + ": nowhere");
    assertThatThrownBy(() -> detect(untilLatest(newTopic(1), "neither", null)))
        .isInstanceOf(UsageException.class)
        .hasMessage("no such topic at " + broker.address() + ": neither");
  }

  private List<String> messageIds(LiveInput input) throws Exception {
    List<String> ids = new ArrayList<>();
    try (CloseableIterator<Decoded> yields =
        source(input).stream(FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING))
            .executeAndCollect()) {
      yields.forEachRemaining(decoded -> ids.add(decoded.event().messageId()));
    }
    return ids;
  }

  private static LiveSource source(LiveInput input) {
    return new LiveSource(
        input, FoundTopics.of(input, List.of()), new RawLogFiles(InputSettings.defaults()), 100);
  }

  @Test
  void aTopicIsBegunWhereItIsAsked() throws Exception {
    String topic = newTopic(1);
    try (TopicWriter writer = new TopicWriter(broker)) {
      for (int minute = 0; minute < 3; minute++) {
        send(writer, topic, 0, NOON.plusSeconds(60L * minute), "m-" + minute);
      }
    }
    LiveInput all = LiveInputs.of(broker.address(), topic, null);
    LiveInput committed = LiveInputs.withStart(all, TopicStart.ofWord("committed").orElseThrow());

    assertThat(messageIds(all)).containsExactly("m-0", "m-1", "m-2");
    assertThat(messageIds(LiveInputs.withStart(all, TopicStart.at(NOON.plusSeconds(1)))))
        .containsExactly("m-1", "m-2");
    assertThat(messageIds(LiveInputs.withStart(all, TopicStart.ofWord("latest").orElseThrow())))
        .isEmpty();
    assertThat(messageIds(committed)).containsExactly("m-0", "m-1", "m-2");
    try (Admin admin = broker.admin()) {
      admin
          .alterConsumerGroupOffsets(
              all.settings().consumerGroup(),
              Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(2)))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(messageIds(committed)).containsExactly("m-2");
  }

  @Test
  void aTopicThatNoLongerReachesBackIsRefused() throws Exception {
    String topic = newTopic(1);
    try (TopicWriter writer = new TopicWriter(broker)) {
      send(writer, topic, 0, NOON, "dropped");
      send(writer, topic, 0, NOON.plusSeconds(60), "kept");
    }
    try (Admin admin = broker.admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    LiveInput input = LiveInputs.of(broker.address(), topic, null);

    assertThatThrownBy(
            () -> messageIds(LiveInputs.withStart(input, TopicStart.at(NOON.minusSeconds(1)))))
        .hasMessage("no longer reaches back to 2026-03-02T11:59:59Z: " + topic + "-0");
    assertThat(messageIds(LiveInputs.withStart(input, TopicStart.at(NOON.plusSeconds(90)))))
        .isEmpty();
  }

  /** A burst in one partition, the other silent; with three slots one has no partition at all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @Timeout(value = PATIENCE_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSilentPartitionHoldsNothingUp(int slots) throws Exception {
    String topic = newTopic(2);
    try (TopicWriter writer = new TopicWriter(broker)) {
      send(writer, topic, 1, NOON.minusSeconds(60), "before");
      for (int i = 0; i < 200; i++) {
        send(writer, topic, 0, NOON.plusMillis(500L * i), "burst-" + i);
      }
      send(writer, topic, 0, NOON.plus(Duration.ofMinutes(10)), "after");
    }
    LiveInput input =
        LiveInputs.endless(
            LiveInputs.of(broker.address(), topic, null),
            LiveInputs.settings(Duration.ofMillis(500), null));

    try (LiveRun run = LiveRun.start(source(input), slots)) {
      assertThat(run.findings().next().entityValue()).isNotBlank();
    }
  }

  /** Without a flush the last minute would wait for the next message. */
  @Test
  @Timeout(value = PATIENCE_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void silenceIsFlushedAndWhatComesBehindIsLate() throws Exception {
    String topic = newTopic(2);
    Instant lastSecond = NOON.plusSeconds(59);
    LiveInput input =
        LiveInputs.endless(
            LiveInputs.of(broker.address(), topic, null),
            LiveInputs.promptly(Duration.ofMillis(300), Duration.ofMillis(900)));
    try (TopicWriter writer = new TopicWriter(broker);
        LiveRun run = LiveRun.start(source(input), 2)) {
      for (int i = 0; i < 200; i++) {
        send(writer, topic, i % 2, lastSecond.plusMillis(i), "burst-" + i);
      }
      writer.flush();
      assertThat(run.findings().next().windowStart()).isEqualTo(NOON);

      send(writer, topic, 0, lastSecond, "behind");
      writer.flush();
      assertThat(run.lateEvents().next().event().messageId()).isEqualTo("behind");
      run.awaitCount(EventClock.IDLE_FLUSHES);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
    try (TopicReader<byte[]> reader =
        new TopicReader<>(
            broker.address(),
            topic,
            IsolationLevel.READ_UNCOMMITTED,
            new ByteArrayDeserializer())) {
      return reader.toTheEnd();
    }
  }
}
