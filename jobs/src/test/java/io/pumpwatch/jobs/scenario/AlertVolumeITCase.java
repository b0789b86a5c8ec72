package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.AlertVolume;
import io.pumpwatch.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of the red team's exercises, and two days later three within three hours. */
class AlertVolumeITCase {
  private static final Instant FIRST = Instant.parse("2026-03-02T12:00:03Z");
  private static final Instant SECOND = FIRST.plus(2, ChronoUnit.DAYS);

  @TempDir Path folder;

  @Test
  void tellsOfADayWithMoreFindingsThanTheDaysBefore() throws Exception {
    Scenario exercises =
        Scenario.together(
            "a quiet day and a busy one",
            RedTeamExercise.cognitoForgotPassword(FIRST),
            RedTeamExercise.snsToOneNumber(SECOND),
            RedTeamExercise.otpEndpoint(SECOND.plus(1, ChronoUnit.HOURS)),
            RedTeamExercise.twilioToOneNumber(SECOND.plus(2, ChronoUnit.HOURS)));
    LogFolder logs =
        Arrangement.asWritten()
            .write(
                exercises.withSettings(
                    RedTeamExercise.closeWatch()
                        + "  alert-volume: {least-findings: 3, multiple: 1, days: 1}\n"),
                Files.createTempDirectory(folder, "logs-"));

    Detection batch = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);

    List<Finding> told =
        batch.findings().stream()
            .filter(finding -> finding.pattern().equals(AlertVolume.NAME))
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).detectedAt())
        .isBetween(SECOND.plus(2, ChronoUnit.HOURS), SECOND.plus(3, ChronoUnit.HOURS));
    assertThat(batch.findings())
        .filteredOn(finding -> finding.incidentId().equals(told.get(0).incidentId()))
        .isEqualTo(told);
    RowForRow.assertSame(
        "streaming",
        batch.findings(),
        Detection.over(logs, Execution.STREAMING_ON_TWO_SLOTS).findings());
  }
}
