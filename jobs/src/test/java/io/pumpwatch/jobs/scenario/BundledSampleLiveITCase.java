package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.server.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled sample, published log by log, gives the findings of its files. */
class BundledSampleLiveITCase {
  /** More than the disorder of the logs: SNS writes of the sending once the receipt is in. */
  private static final String BOUNDED = "live:\n  out-of-orderness: 4h\n";

  private static final int PARTITIONS = 3;

  @TempDir Path folder;

  @Test
  void findsTheSameFromTopicsAsFromFiles() throws Exception {
    Scenario sample = SimulatedScenarios.sample();
    LogFolder logs =
        Arrangement.asWritten()
            .write(sample.withSettings(sample.settings() + BOUNDED), folder.resolve("run/input"));
    Detection expected = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      List<TopicLogs> topics = PublishedLogs.publish(broker, sample, PARTITIONS);

      Detection detection =
          Detection.live(
              new InputSelection(List.of(), null, null, null),
              new LiveSelection(
                  List.of(broker.address()), topics, null, null, true, null, null, null),
              logs,
              new Execution(RunMode.AUTO, 2));

      assertThat(detection.report().events().late()).isZero();
      assertThat(detection.report().events().total()).isEqualTo(expected.report().events().total());
      RowForRow.assertSame("the topics' run", expected.findings(), detection.findings());
    }
  }
}
