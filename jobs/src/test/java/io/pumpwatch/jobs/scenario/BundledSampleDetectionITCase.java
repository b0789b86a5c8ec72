package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.datasets.sample.SampleData;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.input.parquet.ParquetEventReader;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who runs {@code detect} for the first time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledSampleDetectionITCase {
  private final LabelledTraffic traffic = new LabelledTraffic(SampleData.simulation());
  private Detection detection;
  private JsonNode report;

  @BeforeAll
  void detect(@TempDir Path folder) throws Exception {
    detection =
        Detection.over(LogFolder.ofSample(folder.resolve("sample")), Execution.BATCH_ON_TWO_SLOTS);
    report = new ObjectMapper().readTree(new File(detection.output().report().toUri()));
  }

  @Test
  void everyAttackIsHitByAFindingThatAlerts() {
    assertThat(traffic.labels(Label.Kind.ATTACK))
        .hasSize(4)
        .allSatisfy(
            attack ->
                assertThat(detection.alerting())
                    .as(attack.labelId())
                    .anyMatch(finding -> traffic.hits(finding, attack)));
  }

  @Test
  void everyFindingThatAlertsIsOfAnAttack() {
    assertThat(detection.alerting())
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(traffic.labels(Label.Kind.ATTACK))
                    .as(finding.entityKind() + " " + finding.entityValue())
                    .anyMatch(attack -> traffic.hits(finding, attack)));
  }

  @Test
  void lookAlikesAreLeftAlone() {
    assertThat(traffic.labels(Label.Kind.BENIGN))
        .hasSize(4)
        .allSatisfy(
            benign ->
                assertThat(detection.alerting())
                    .as(benign.labelId())
                    .noneMatch(finding -> traffic.hits(finding, benign)));
  }

  @Test
  void theReportAddsUp() {
    JsonNode records = report.path("records");
    assertThat(records.path("read").asLong())
        .isEqualTo(
            records.path("decoded").asLong()
                + records.path("skipped").asLong()
                + records.path("dead").asLong())
        .isEqualTo(43_428);
    assertThat(records.path("dead").asLong()).isZero();
    JsonNode events = report.path("events");
    assertThat(events.path("total").asLong())
        .isEqualTo(events.path("on_time").asLong() + events.path("late").asLong())
        .isEqualTo(sum(report.path("by_format")))
        .isEqualTo(46_734);
    assertThat(events.path("late").asLong()).isZero();
    assertThat(report.path("by_format").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "access-log",
            "cloudtrail",
            "sns-delivery",
            "twilio-events",
            "twilio-verify",
            ParquetEventReader.FORMAT);
  }

  @Test
  void theReportCountsTheFindings() {
    JsonNode findings = report.path("findings");
    TreeMap<String, Long> byPattern =
        detection.findings().stream()
            .collect(Collectors.groupingBy(Finding::pattern, TreeMap::new, Collectors.counting()));

    assertThat(byPattern)
        .containsOnlyKeys(
            "burst", "repeat-flood", "send-to-success-imbalance", "sequential-numbers");
    byPattern.forEach(
        (pattern, count) ->
            assertThat(findings.path("by_pattern").path(pattern).asLong()).isEqualTo(count));
    assertThat(findings.path("open").asLong() + findings.path("closed").asLong())
        .isEqualTo(detection.findings().size())
        .isEqualTo(sum(findings.path("by_pattern")));
    assertThat(findings.path("open").asLong())
        .isEqualTo(detection.findings().stream().filter(Finding::cutByEndOfInput).count());
  }

  @Test
  void everyFindingCarriesTheRunAndItsEvidence() {
    List<Finding> findings = detection.findings();

    assertThat(findings).extracting(Finding::runId).containsOnly(report.path("run_id").asText());
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.windowStart()).isBefore(finding.windowEnd());
              assertThat(finding.detectedAt()).isAfter(finding.windowStart());
              assertThat(finding.sends()).isEqualTo(Math.max(finding.requested(), finding.sent()));
              assertThat(finding.score()).isGreaterThanOrEqualTo(finding.threshold());
              assertThat(finding.explanation()).isNotBlank();
              assertThat(finding.recommendedAction()).isNotBlank();
            });
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }
}
