package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.TopicWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same traffic gives the same findings from topics, and from files and topics, as from files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveDetectionITCase {
  /** More than the disorder of the logs: SNS writes of the sending once the receipt is in. */
  private static final String BOUNDED = "live:\n  out-of-orderness: 4h\n";

  private static final Execution ON_TWO_SLOTS = new Execution(RunMode.AUTO, 2);
  private static final int PARTITIONS = 3;

  private List<TopicLogs> rawTopics;
  private KafkaBroker broker;
  private LogFolder logs;
  private Detection expected;
  private List<SmsEvent> events;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    Scenario scenario = SimulatedScenarios.attacksOnBlocks();
    logs =
        Arrangement.asWritten()
            .write(
                scenario.withSettings(scenario.settings() + BOUNDED), folder.resolve("run/input"));
    expected = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);
    assertThat(expected.findings()).isNotEmpty();
    events = logs.events();
    rawTopics = PublishedLogs.publish(broker, scenario, PARTITIONS);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private LiveSelection untilLatest(List<TopicLogs> topics, Instant seam) {
    return new LiveSelection(List.of(broker.address()), topics, null, null, true, seam, null, null);
  }

  private static InputSelection noFiles() {
    return new InputSelection(List.of(), null, null, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void rawLogsInATopicEach(int slots) throws Exception {
    Detection detection =
        Detection.live(
            noFiles(), untilLatest(rawTopics, null), logs, new Execution(RunMode.AUTO, slots));

    assertThat(detection.report().mode()).isEqualTo("streaming");
    assertThat(detection.report().records()).isEqualTo(expected.report().records());
    assertThat(detection.report().events()).isEqualTo(expected.report().events());
    assertThat(detection.report().byFormat()).isEqualTo(expected.report().byFormat());
    RowForRow.assertSame("the topics' run", expected.findings(), detection.findings());
  }

  @Test
  void canonicalEventsInOneTopicOfUnnamedFormat() throws Exception {
    String topic = "canonical-events";
    broker.createTopic(topic, PARTITIONS);
    try (TopicWriter writer = new TopicWriter(broker)) {
      int next = 0;
      for (SmsEvent event : events) {
        writer.send(topic, next++ % PARTITIONS, event.eventTimeMillis(), CanonicalLine.of(event));
      }
    }

    Detection detection =
        Detection.live(
            noFiles(), untilLatest(List.of(new TopicLogs(topic, null)), null), logs, ON_TWO_SLOTS);

    assertThat(detection.report().events()).isEqualTo(expected.report().events());
    RowForRow.assertSame("the topic's run", expected.findings(), detection.findings());
  }

  /** Files and topics both hold all of it: each must give its side of the seam alone. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void historyAndThenTopics(int slots) throws Exception {
    Instant seam = events.get(events.size() / 2).eventTime();
    InputSelection files =
        new InputSelection(
            List.of(new org.apache.flink.core.fs.Path(logs.logs().toUri())), null, null, null);

    Detection detection =
        Detection.live(
            files, untilLatest(rawTopics, seam), logs, new Execution(RunMode.AUTO, slots));

    assertThat(detection.report().records().dead()).isZero();
    assertThat(detection.report().records().skipped())
        .isGreaterThan(expected.report().records().skipped());
    assertThat(detection.report().events()).isEqualTo(expected.report().events());
    RowForRow.assertSame("the run over both", expected.findings(), detection.findings());
  }
}
