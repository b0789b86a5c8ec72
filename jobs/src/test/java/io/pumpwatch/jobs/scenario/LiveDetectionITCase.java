package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.server.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same traffic gives the same findings from topics as from files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveDetectionITCase {
  /** More than the disorder of the logs: SNS writes of the sending once the receipt is in. */
  private static final String BOUNDED = "live:\n  out-of-orderness: 4h\n";

  private static final Execution LIVE_ON_TWO_SLOTS = new Execution(RunMode.AUTO, 2);

  private KafkaBroker broker;
  private Scenario scenario;
  private LogFolder logs;
  private Detection expected;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    scenario = SimulatedScenarios.attacksOnBlocks();
    logs =
        Arrangement.asWritten()
            .write(
                scenario.withSettings(scenario.settings() + BOUNDED), folder.resolve("run/input"));
    expected = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);
    assertThat(expected.findings()).isNotEmpty();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private LiveSelection untilLatest(List<TopicLogs> topics) {
    return new LiveSelection(List.of(broker.address()), topics, null, null, true, null, null, null);
  }

  private static InputSelection nothing() {
    return new InputSelection(List.of(), null, null, null);
  }

  @Test
  void rawLogsInATopicEach() throws Exception {
    List<TopicLogs> topics = new ArrayList<>();
    try (LiveTopics live = new LiveTopics(broker)) {
      for (Map.Entry<String, List<LogLine>> log : scenario.logs().entrySet()) {
        live.publish(log.getKey(), 1 + topics.size() % 3, log.getValue());
        String format = log.getKey().substring(log.getKey().indexOf('-') + 1);
        topics.add(new TopicLogs(log.getKey(), format));
      }
    }

    Detection detection = Detection.live(nothing(), untilLatest(topics), logs, LIVE_ON_TWO_SLOTS);

    assertThat(detection.report().records()).isEqualTo(expected.report().records());
    assertThat(detection.report().events()).isEqualTo(expected.report().events());
    assertThat(detection.report().mode()).isEqualTo("streaming");
    RowForRow.assertSame("the topics' run", expected.findings(), detection.findings());
  }
}
