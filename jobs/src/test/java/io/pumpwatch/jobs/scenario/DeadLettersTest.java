package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.run.RunReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read stops nothing and is not lost. */
class DeadLettersTest {
  private static final String CUT_SHORT = "{\"notification\":{\"messageId\":\"cut short\",";

  @TempDir Path folder;

  @Test
  void aBadLineInAPackedFileIsKeptAndTheGoodOnesAroundItAreJudged() throws Exception {
    Scenario exercise = RedTeamExercise.snsToOneNumber(Instant.parse("2026-03-02T12:00:10Z"));
    List<LogLine> lines = new ArrayList<>(exercise.logs().get("sns-delivery"));
    lines.add(7, new LogLine(lines.get(7).writtenMicros(), CUT_SHORT));
    LogFolder logs =
        Arrangement.asWritten()
            .inPackedFiles(1)
            .write(
                Scenario.of("a bad line", "sns-delivery", lines)
                    .withSettings(RedTeamExercise.closeWatch()),
                folder.resolve("input"));

    Detection detection = Detection.over(logs, Execution.BATCH_ON_ONE_SLOT);

    assertThat(detection.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.fileOrTopic()).endsWith("/logs/sns-delivery-0.log.gz");
              assertThat(letter.position()).contains("8");
              assertThat(letter.format()).isEqualTo("sns-delivery");
              assertThat(letter.reason()).isNotBlank();
              assertThat(letter.raw()).asString(StandardCharsets.UTF_8).isEqualTo(CUT_SHORT);
              assertThat(letter.rawLength()).isEqualTo(CUT_SHORT.length());
            });
    assertThat(detection.report().records()).isEqualTo(new RunReport.Records(16, 15, 0, 1));
    assertThat(detection.findings("burst", "destination", RedTeamExercise.SNS_NUMBER))
        .singleElement()
        .extracting(Finding::sent)
        .isEqualTo(15L);
  }
}
