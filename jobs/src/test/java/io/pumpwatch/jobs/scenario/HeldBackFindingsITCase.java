package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The red team's exercises, some of which somebody answers for. The first is at noon on 2 March
 * 2026, each later one an hour after the one before.
 */
class HeldBackFindingsITCase {
  private static final Instant FIRST = Instant.parse("2026-03-02T12:00:03Z");
  private static final String HELD =
      """
        allow-list:
          - {name: drill, reason: the red team, owner: kim, until: "2026-03-02T14:00:00Z", number: "+447700900123"}
          - {name: over, reason: the red team, owner: kim, until: "2026-03-02T14:00:00Z", number: "+12025550143"}
        campaigns:
          - name: launch
            reason: a launch
            owner: kim
            start: 2026-03-02T14:30:00Z
            end: 2026-03-02T16:00:00Z
            sends: 60
      """;

  @TempDir static Path folder;

  private static LogFolder logs;
  private static Detection detection;

  @BeforeAll
  static void detect() throws Exception {
    logs = logs(RedTeamExercise.closeWatch() + HELD);
    detection = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);
  }

  private static LogFolder logs(String settings) throws IOException {
    return Arrangement.asWritten()
        .write(
            RedTeamExercise.all(FIRST).withSettings(settings),
            Files.createTempDirectory(folder, "logs-"));
  }

  private static List<String> heldBack(Detection run) {
    return run.findings().stream()
        .filter(finding -> finding.suppressedBy() != null)
        .map(finding -> finding.entityValue() + " by " + finding.suppressedBy())
        .toList();
  }

  @Test
  void whatSomebodyAnswersForIsRecordedAndDoesNotAlert() {
    assertThat(heldBack(detection))
        .containsExactlyInAnyOrder(
            RedTeamExercise.SNS_NUMBER + " by drill", RedTeamExercise.WEB_CLIENT + " by launch");
    assertThat(detection.alerting())
        .extracting(Finding::entityValue)
        .contains(RedTeamExercise.TWILIO_NUMBER, RedTeamExercise.COGNITO_CLIENT)
        .doesNotContain(RedTeamExercise.SNS_NUMBER, RedTeamExercise.WEB_CLIENT);
  }

  @Test
  void theReportCountsIt() {
    assertThat(detection.report().findings().suppressedBy())
        .isEqualTo(Map.of("drill", 1L, "launch", 1L));
  }

  @Test
  void noIncidentOfNothingElseAlerts() {
    String held =
        detection.findings().stream()
            .filter(finding -> "drill".equals(finding.suppressedBy()))
            .findFirst()
            .orElseThrow()
            .incidentId();

    assertThat(detection.alerting()).noneMatch(finding -> finding.incidentId().equals(held));
  }

  @Test
  void streamingHoldsBackTheSame() throws Exception {
    RowForRow.assertSame(
        "streaming",
        detection.findings(),
        Detection.over(logs, Execution.STREAMING_ON_TWO_SLOTS).findings());
  }

  @Test
  void aChangeOfTheRulesHoldsBackWhatComesAfterIt() throws Exception {
    LogFolder changed = logs(RedTeamExercise.closeWatch());
    Files.createDirectories(changed.rulesChanges());
    Files.writeString(
        changed.rulesChanges().resolve("change.yaml"),
        """
        effective-from: 2026-03-02T14:00:00Z
        detection:
          allow-list:
            - {name: drill, reason: the red team, owner: kim, until: "2027-01-01T00:00:00Z", tenant: default}
        """);

    Detection batch = Detection.over(changed, Execution.BATCH_ON_TWO_SLOTS);
    assertThat(batch.findings())
        .allMatch(
            finding ->
                finding.detectedAt().isAfter(Instant.parse("2026-03-02T14:00:00Z"))
                    == "drill".equals(finding.suppressedBy()))
        .extracting(Finding::suppressedBy)
        .contains("drill", (String) null);
    RowForRow.assertSame(
        "streaming",
        batch.findings(),
        Detection.over(changed, Execution.STREAMING_ON_ONE_SLOT).findings());
  }
}
