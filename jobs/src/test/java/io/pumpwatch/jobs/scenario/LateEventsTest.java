package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.command.run.RunReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event beyond the bound that the settings state is set aside, in either mode the same one. */
class LateEventsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String NUMBER = "+12025550143";
  private static final String BOUND = "history:\n  out-of-orderness: 10min\n";

  @TempDir Path folder;

  /** Six sends in a minute; the fourth is told of only after one of eleven minutes later. */
  private static Scenario scenario() {
    List<LogLine> lines = new ArrayList<>();
    for (int second : new int[] {1, 2, 3, 11 * 60, 4, 9 * 60, 10 * 60 + 30}) {
      Instant time = NOON.plusSeconds(second);
      lines.add(
          new LogLine(
              0,
              "{\"event_time\":\""
                  + time
                  + "\",\"event_type\":\"sent\",\"message_id\":\"m-"
                  + second
                  + "\",\"destination\":\""
                  + NUMBER
                  + "\"}"));
    }
    return new Scenario("a late send", BOUND, Map.of("canonical", lines));
  }

  private Detection detect(Execution execution) throws Exception {
    Path input = folder.resolve(execution.mode().toString());
    return Detection.over(Arrangement.asWritten().write(scenario(), input), execution);
  }

  @Test
  void isLateInBatchAndInStreamingAlike() throws Exception {
    Detection batch = detect(Execution.BATCH_ON_ONE_SLOT);
    Detection streaming = detect(Execution.STREAMING_ON_TWO_SLOTS);

    assertThat(batch.lateEvents()).containsExactly("2026-03-02T12:00:04Z sent m-4");
    assertThat(streaming.lateEvents()).isEqualTo(batch.lateEvents());
    for (Detection detection : List.of(batch, streaming)) {
      assertThat(detection.report().records()).isEqualTo(new RunReport.Records(7, 7, 0, 0));
      assertThat(detection.report().events()).isEqualTo(new RunReport.Events(7, 6, 1, 0));
      assertThat(detection.report().byFormat()).containsExactly(Map.entry("canonical", 7L));
    }
    RowForRow.assertSame("streaming", batch.findings(), streaming.findings());
  }
}
