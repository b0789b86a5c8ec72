package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same exercise twice, four hours apart, and a change of the rules in between. */
class ChangingRulesITCase {
  private static final Instant FIRST = Instant.parse("2026-03-02T12:00:03Z");
  private static final Instant SECOND = FIRST.plus(4, ChronoUnit.HOURS);
  private static final String FROM = "effective-from: 2026-03-02T14:00:00Z\n";
  private static final String SHADOW = FROM + "detection:\n  modes:\n    burst: shadow\n";
  private static final String OFF = FROM + "detection:\n  modes:\n    burst: off\n";
  private static final String HIGHER_IN_COUNTRY =
      FROM
          + """
          detection:
            overrides:
              - match: {country: GB}
                limits: {burst: {floors: {destination: 100}}}
          """;
  private static final String HIGHER =
      FROM + "detection:\n  burst:\n    floors:\n      destination: 100\n";

  @TempDir Path folder;

  private LogFolder logs(String change) throws IOException {
    Scenario first = RedTeamExercise.snsToOneNumber(FIRST);
    Scenario second = RedTeamExercise.snsToOneNumber(SECOND);
    LogFolder logs =
        Arrangement.asWritten()
            .write(
                first.withSettings(RedTeamExercise.closeWatch()),
                Files.createTempDirectory(folder, "logs-"));
    Path more = Files.createTempDirectory(folder, "more-");
    Arrangement.asWritten().write(second, more);
    Files.writeString(
        logs.logs().resolve("later.log"),
        Files.readString(new LogFolder(more).logs().resolve("sns-delivery-0.log"))
            .replace("\"messageId\":\"00000000", "\"messageId\":\"00000001"));
    Files.createDirectories(logs.rulesChanges());
    Files.writeString(logs.rulesChanges().resolve("change.yaml"), change);
    return logs;
  }

  private static List<Finding> ofTheNumber(Detection detection) {
    return detection.findings("burst", "destination", RedTeamExercise.SNS_NUMBER);
  }

  @Test
  void holdsFromItsTimeOnAndShowsInTheRulesVersion() throws Exception {
    Detection detection = Detection.over(logs(SHADOW), Execution.BATCH_ON_ONE_SLOT);

    List<Finding> found = ofTheNumber(detection);
    assertThat(found).extracting(Finding::mode).containsExactly("alert", "shadow");
    assertThat(found).extracting(Finding::alerting).containsExactly(true, false);
    assertThat(found.get(0).rulesVersion()).isNotEqualTo(found.get(1).rulesVersion());
  }

  @Test
  void aPatternThatIsOffAndAThresholdThatIsNotReachedFindNothing() throws Exception {
    assertThat(ofTheNumber(Detection.over(logs(OFF), Execution.BATCH_ON_TWO_SLOTS))).hasSize(1);
    assertThat(ofTheNumber(Detection.over(logs(HIGHER), Execution.BATCH_ON_TWO_SLOTS))).hasSize(1);
  }

  @Test
  void aLimitOfTheCountryThatIsNotReachedFindsNothing() throws Exception {
    LogFolder logs = logs(HIGHER_IN_COUNTRY);

    assertThat(ofTheNumber(Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS))).hasSize(1);
    assertThat(ofTheNumber(Detection.over(logs, Execution.STREAMING_ON_ONE_SLOT))).hasSize(1);
  }

  @Test
  void batchAndStreamingAgree() throws Exception {
    LogFolder logs = logs(HIGHER);

    RowForRow.assertSame(
        "streaming",
        Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS).findings(),
        Detection.over(logs, Execution.STREAMING_ON_TWO_SLOTS).findings());
  }

  @Test
  void aRunDoesNotStartWithAWrongChange() throws Exception {
    LogFolder logs = logs(FROM + "detection:\n  modes:\n    burst: loud\n");

    Assertions.assertThatThrownBy(() -> Detection.over(logs, Execution.BATCH_ON_ONE_SLOT))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("one of off, shadow, alert");
  }
}
