package io.pumpwatch.jobs.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * A tenant's day counts from three findings that alert, twice as many as on the two days before.
 */
class AlertVolumesTest {
  private static final Instant FIRST_DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final String RULE = "alert-volume: {least-findings: 3, multiple: 2, days: 2}";

  private static Finding finding(int day, int minute, Map<String, ?> columns) {
    Instant detected = FIRST_DAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
    String id = day + "-" + minute + "-" + columns;
    return AlertExamples.with(
        AlertExamples.with(
            AlertExamples.open(id, 1, Severity.HIGH),
            Map.of("detectedAt", detected, "incidentId", "incident of " + id)),
        columns);
  }

  private static List<Finding> findings(int day, int count) {
    List<Finding> findings = new ArrayList<>();
    for (int minute = 1; minute <= count; minute++) {
      findings.add(finding(day, minute, Map.of()));
    }
    return findings;
  }

  private static List<Finding> told(String detection, List<List<Finding>> days) throws Exception {
    return told(detection, days.stream().flatMap(List::stream).toList(), null);
  }

  private static List<Finding> told(String detection, List<Finding> findings, RulesChange change)
      throws Exception {
    RulesReader reader =
        new RulesReader(
            SettingsBinder.bind(
                    "settings.yaml", "detection: {" + detection + "}", Settings.defaults())
                .detection());
    try (KeyedTwoInputStreamOperatorTestHarness<String, Finding, RulesChange, Finding> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new AlertVolumes(new RulesInForce(reader), "run"), List.of(RulesInForce.changes())),
            finding -> "",
            null,
            Types.STRING)) {
      harness.open();
      if (change != null) {
        harness.processElement2(change, 0);
      }
      for (Finding finding : findings) {
        harness.processElement1(finding, finding.detectedAt().toEpochMilli() - 1);
      }
      harness.processWatermark1(Watermark.MAX_WATERMARK);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      return harness.extractOutputValues();
    }
  }

  @Test
  void tellsOnceADayWhenTheLimitIsReached() throws Exception {
    List<Finding> told = told(RULE, List.of(findings(0, 2), findings(2, 9), findings(3, 17)));

    assertThat(told).hasSize(1);
    Finding finding = told.get(0);
    assertThat(finding.detectedAt()).isEqualTo(FIRST_DAY.plus(Duration.ofDays(2)).plusSeconds(240));
    assertThat(finding.windowStart()).isEqualTo(FIRST_DAY.plus(Duration.ofDays(2)));
    assertThat(finding.score()).isEqualTo(4);
    assertThat(finding.threshold()).isEqualTo(4);
    assertThat(finding.tenant()).isEqualTo("acme");
    assertThat(finding.entityKind()).isEqualTo("tenant");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.alerting()).isTrue();
    assertThat(finding.tellsOfTraffic()).isFalse();
    assertThat(finding.status()).isEqualTo(Finding.CLOSED);
    assertThat(finding.explanation())
        .isEqualTo(
            "tenant acme: 4 findings in 4 incidents alerted since midnight UTC, where 2 were the"
                + " most of any of the 2 days before; a limit of 4 decided.");
  }

  @Test
  void theDaysBeforeMustBeKnown() throws Exception {
    assertThat(told(RULE, List.of(findings(0, 9)))).isEmpty();
    assertThat(told(RULE, List.of(findings(0, 1), findings(1, 9)))).isEmpty();
    assertThat(told(RULE, List.of(findings(0, 1), findings(2, 9)))).hasSize(1);
  }

  @Test
  void countsWhatAlertsAsItOpens() throws Exception {
    for (Map<String, ?> silent :
        List.of(
            Map.of("severity", Severity.INFORMATIONAL),
            Map.of("mode", "shadow"),
            Map.of("suppressedBy", "launch"),
            Map.of("explainedBy", "another"),
            Map.of("revision", 2))) {
      List<Finding> day = new ArrayList<>(findings(2, 2));
      day.add(finding(2, 30, silent));
      assertThat(told(RULE, List.of(findings(0, 1), day))).as(silent.toString()).isEmpty();
    }
  }

  @Test
  void tenantsHaveADayOfTheirOwn() throws Exception {
    List<Finding> shared = new ArrayList<>(findings(2, 2));
    shared.add(finding(2, 30, Map.of("tenant", "shop")));

    assertThat(told(RULE, List.of(findings(0, 1), shared))).isEmpty();
    shared.add(finding(2, 31, Map.of("tenant", "shop")));
    shared.add(finding(2, 32, Map.of("tenant", "shop")));
    assertThat(told(RULE, List.of(findings(0, 1), shared)))
        .extracting(Finding::tenant)
        .containsExactly("shop");
  }

  @Test
  void oneIncidentIsToldOfAlready() throws Exception {
    List<Finding> attack = new ArrayList<>(findings(2, 1));
    attack.add(finding(2, 30, Map.of("incidentId", "attack")));
    attack.add(finding(2, 31, Map.of("incidentId", "attack")));

    assertThat(told(RULE, List.of(findings(0, 1), attack)))
        .extracting(Finding::severity)
        .containsExactly(Severity.INFORMATIONAL);
  }

  @Test
  void orderOfArrivalDoesNotMatter() throws Exception {
    List<Finding> findings = new ArrayList<>();
    int[] counts = {1, 1, 3, 1, 1, 4, 2, 2, 9};
    for (int day = 0; day < counts.length; day++) {
      findings.addAll(findings(day, counts[day]));
    }
    findings.add(finding(5, 1, Map.of("tenant", "shop")));
    List<String> expected = rows(told(RULE, findings, null));
    assertThat(expected).hasSize(3);
    for (int seed = 0; seed < 5; seed++) {
      List<Finding> shuffled = new ArrayList<>(findings);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(rows(told(RULE, shuffled, null))).isEqualTo(expected);
    }
  }

  private static List<String> rows(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.stamped(finding.placement(), false, null).toString())
        .toList();
  }

  @Test
  void rulesSayWhatIsDoneWithIt() throws Exception {
    List<List<Finding>> days = List.of(findings(0, 1), findings(2, 3));

    assertThat(told("modes: {alert-volume: off}, " + RULE, days)).isEmpty();
    assertThat(told("modes: {alert-volume: shadow}, " + RULE, days))
        .extracting(Finding::mode)
        .containsExactly("shadow");
    assertThat(
            told(
                "allow-list: [{name: drill, reason: a, owner: b, until: 2027-01-01T00:00:00Z,"
                    + " tenant: acme}], "
                    + RULE,
                days))
        .extracting(Finding::suppressedBy)
        .containsExactly("drill");
  }

  @Test
  void aChangeOfTheRulesHoldsFromItsTimeOn() throws Exception {
    List<Finding> findings = new ArrayList<>(findings(0, 1));
    findings.addAll(findings(2, 3));
    findings.addAll(findings(5, 3));
    Instant from = FIRST_DAY.plus(Duration.ofDays(4));
    RulesChange change =
        new RulesChange(
            from.toEpochMilli(),
            "effective-from: " + from + "\ndetection: {modes: {alert-volume: off}}");

    assertThat(told(RULE, findings, null)).hasSize(2);
    assertThat(told(RULE, findings, change)).hasSize(1);
  }
}
