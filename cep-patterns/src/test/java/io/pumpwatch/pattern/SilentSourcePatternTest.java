package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class SilentSourcePatternTest {
  private static final SilentSourcePattern SILENT = SilentSourcePattern.defaults();
  private static final TrafficKey TENANT = TrafficKey.of(Grain.TENANT, "acme", "acme");
  private static final long HOUR = 60 * KeyStory.MINUTE;
  private static final long MISSING = SILENT.missingRows();

  @InBatchAndStreaming
  void everyHourOfSilenceIsTold(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = List.of(silence(1, MISSING), silence(2, 2 * MISSING));

    assertThat(PatternRun.of(SILENT, mode, rows))
        .extracting(PatternMatch::detectedAt)
        .containsExactly(KeyStory.START + HOUR, KeyStory.START + 2 * HOUR);
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = new ArrayList<>();
    for (int hour = 1; hour < 24; hour++) {
      rows.add(silence(hour, MISSING * hour));
    }
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(6));

    assertThat(PatternRun.of(SILENT, mode, shuffled))
        .hasSameSizeAs(rows)
        .isEqualTo(PatternRun.of(SILENT, mode, rows));
  }

  @Test
  void oneRowFewerIsANearMiss() {
    assertThat(silence(1, MISSING - 1).exceedances()).isEmpty();
    assertThat(silence(1, MISSING).exceedances()).isNotEmpty();
  }

  @Test
  void whatIsSwitchedOffIsNotToldOf() {
    DetectionRules rules = DetectionRules.defaults();
    Map<String, PatternMode> modes = new LinkedHashMap<>(rules.modes());
    modes.put(SilentSourcePattern.NAME, PatternMode.OFF);
    DetectionRules off =
        new DetectionRules(
            rules.protection(),
            rules.falseAlarms(),
            rules.trials(),
            rules.priors(),
            modes,
            rules.burst(),
            rules.sequentialNumbers(),
            rules.sendToSuccessImbalance(),
            rules.partialConversion(),
            rules.repeatFlood(),
            rules.unrequestedSends(),
            rules.countrySpread(),
            rules.spendSurge(),
            rules.silentSource());

    assertThat(silence(off, 1, 10 * MISSING).exceedances()).isEmpty();
  }

  @Test
  void itSaysWhichSourceAndPagesNobody() {
    TrafficFeatures row = silence(1, 3 * MISSING);
    Assessment assessment =
        SILENT.assess(
            new EpisodeEvidence(
                TENANT,
                row.windowStart(),
                row.windowEnd(),
                TrafficTally.create(TENANT),
                SilentSourcePattern.statistic(LogSource.SUCCESSES),
                3 * MISSING,
                MISSING,
                row.expectation(),
                0,
                row.sequence(),
                row.health()));

    assertThat(assessment.severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(assessment.explanation())
        .startsWith("tenant acme: no codes that came back, where the same hours of each of the")
        .contains("at least " + 3 * MISSING + " (limit " + MISSING + ")");
    assertThat(assessment.recommendedAction())
        .isEqualTo("check the source that logs codes that came back");
  }

  private static TrafficFeatures silence(int hour, long rows) {
    return silence(DetectionRules.defaults(), hour, rows);
  }

  private static TrafficFeatures silence(DetectionRules rules, int hour, long rows) {
    long end = KeyStory.START + hour * HOUR;
    return rules
        .evaluateSilence(
            TrafficFeatures.empty(TENANT, end, rules.baseline().expect(TENANT, end)),
            Map.of(LogSource.SUCCESSES, rows))
        .withHealth(HealthBuilder.healthy().build());
  }
}
