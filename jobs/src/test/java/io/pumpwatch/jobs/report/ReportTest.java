package io.pumpwatch.jobs.report;

import static io.pumpwatch.jobs.report.ReportedFindings.burst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.input.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTest {

  private static Report report(List<Finding> findings, Map<String, List<FindingWindow>> windows) {
    return Report.of(
        JsonNodeFactory.instance.objectNode(),
        null,
        ReportSelection.of(findings),
        windows,
        new DeadLetterTally());
  }

  private static Report report(ReportedFindings... findings) {
    return report(List.of(findings).stream().map(ReportedFindings::finding).toList(), Map.of());
  }

  static List<Arguments> states() {
    ReportedFindings one = burst("a");
    return List.of(
        Arguments.of(one, FindingState.ALERTING),
        Arguments.of(one.severity(Severity.INFORMATIONAL), FindingState.INFORMATIONAL),
        Arguments.of(one.held("alert", null, "b"), FindingState.EXPLAINED),
        Arguments.of(one.held("alert", "partner", "b"), FindingState.SUPPRESSED),
        Arguments.of(one.held("shadow", "partner", "b"), FindingState.SHADOW));
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachFindingIsInOneState(ReportedFindings finding, FindingState state) {
    assertThat(report(finding).findings()).extracting(FindingEntry::state).containsExactly(state);
    assertThat(report(finding).totals().findingsByState()).isEqualTo(Map.of(state, 1L));
  }

  @Test
  void theMostSevereAndCostlyIncidentComesFirstAndThoseThatDoNotAlertLast() {
    Report report =
        report(
            burst("low").severity(Severity.LOW),
            burst("quiet").severity(Severity.CRITICAL).held("shadow", null, null),
            burst("dear").on("destination_block", "+24177013", "GA", 900),
            burst("cheap"));

    assertThat(report.incidents())
        .extracting(IncidentEntry::id)
        .containsExactly("incident-dear", "incident-cheap", "incident-low", "incident-quiet");
    assertThat(report.incidents().get(3).severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(report.totals().alertingIncidents()).isEqualTo(3);
  }

  /** A block lies within its country: whoever adds both counts the same messages twice. */
  @Test
  void moneyOfAnIncidentCountsNoMessageTwice() {
    Report report =
        report(
            burst("one").incident("i").on("destination_block", "+24177012", "GA", 60),
            burst("other").incident("i").on("destination_block", "+24177013", "GA", 50),
            burst("country").incident("i").on("country", "GA", "GA", 100),
            burst("explained")
                .incident("i")
                .on("flow", "login", null, 500)
                .held("alert", null, "one"));

    assertThat(report.incidents())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.costUsd()).isEqualTo(110.0);
              assertThat(incident.sends()).isEqualTo(1100);
              assertThat(incident.findings()).isEqualTo(4);
            });
    assertThat(report.totals().costUsd()).isEqualTo(110.0);
    assertThat(report.countries()).containsExactly(new CountryEntry("GA", 1, 1100, 110.0));
  }

  @Test
  void countriesAreRankedByMoneyAndLeaveOutWhatDoesNotAlert() {
    Report report =
        report(
            burst("a").on("destination_block", "+24177012", "GA", 60),
            burst("b").on("destination_block", "+99675572", "KG", 90),
            burst("c").on("source_ip", "203.0.113.7", null, 10),
            burst("d").on("destination_block", "+99675573", "KG", 900).held("shadow", null, null));

    assertThat(report.countries())
        .containsExactly(
            new CountryEntry("KG", 1, 900, 90.0),
            new CountryEntry("GA", 1, 600, 60.0),
            new CountryEntry("", 1, 100, 10.0));
  }

  @Test
  void aTimelineHasTheLeadingFindingsWindowsMinuteByMinute() {
    ReportedFindings one =
        burst("one").incident("i").on("destination_block", "+24177012", "GA", 60);
    ReportedFindings other =
        burst("other").incident("i").on("destination_block", "+24177013", "GA", 50);
    ReportedFindings country = burst("country").incident("i").on("country", "GA", "GA", 100);
    Report report =
        report(
            List.of(one.finding(), other.finding(), country.finding()),
            Map.of(
                "one", List.of(one.window(0, 50, 49), one.window(3, 20, 30)),
                "other", List.of(other.window(0, 5, 4)),
                "country", List.of(country.window(0, 1000, 1000))));

    Timeline timeline = report.incidents().get(0).timeline();
    assertThat(timeline.start()).isEqualTo(ReportedFindings.START);
    assertThat(timeline.stepSeconds()).isEqualTo(60);
    assertThat(timeline.sends()).containsExactly(55L, null, null, 30L);
    assertThat(timeline.refused()).containsExactly(4L, null, null, 2L);
    assertThat(timeline.verified()).containsExactly(2L, null, null, 1L);
    assertThat(timeline.expected()).containsExactly(0.2, null, null, 0.1);
    assertThat(report.incidents().get(0).leading()).containsExactly("one", "other");
  }

  @Test
  void aLongTimelineHasLongerSteps() {
    ReportedFindings finding = burst("a");
    List<FindingWindow> windows = new ArrayList<>();
    for (int minute = 0; minute < 1440; minute++) {
      windows.add(finding.window(minute, 2, 1));
    }

    Timeline timeline = Timeline.of(windows);

    assertThat(timeline.stepSeconds()).isEqualTo(15 * 60);
    assertThat(timeline.start()).isEqualTo(Instant.parse("2026-01-05T13:00:00Z"));
    assertThat(timeline.sends()).hasSize(97).startsWith(20L, 30L).endsWith(30L, 10L);
    assertThat(timeline.sends().stream().mapToLong(Long::longValue).sum()).isEqualTo(2880);
  }

  @Test
  void withoutWindowsThereIsNoTimeline() {
    assertThat(report(burst("a")).incidents().get(0).timeline()).isNull();
  }

  @Test
  void saysWhatIsLeftOut() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 4; j++) {
        findings.add(burst(i + "-" + j).incident("i" + i).finding());
      }
    }
    ReportSelection selection = ReportSelection.of(findings, new ReportLimits(20, 50, 10, 5));
    Report report =
        Report.of(
            JsonNodeFactory.instance.objectNode(),
            null,
            selection,
            Map.of(),
            new DeadLetterTally());

    assertThat(report.incidents()).hasSize(20);
    assertThat(report.findings())
        .hasSize(50)
        .extracting(entry -> entry.finding().incidentId())
        .containsAll(report.incidents().stream().map(IncidentEntry::id).toList());
    assertThat(selection.withWindows()).hasSize(10);
    assertThat(report.totals().findings()).isEqualTo(120);
    assertThat(report.totals().costUsd()).isEqualTo(30 * 400.0);
    assertThat(report.leftOut()).containsExactly("10 incidents", "70 findings");
    assertThat(report(burst("a")).leftOut()).isEmpty();
  }

  @Test
  void deadLettersAreCountedByFileFormatAndReason() {
    DeadLetterTally tally = new DeadLetterTally();
    for (String line : List.of("line 3", "line 9", "line 4")) {
      tally.add(
          new DeadLetter(
              "a.json",
              line,
              "cloudtrail",
              line.equals("line 4") ? "no event time" : "not JSON",
              "{\"x".getBytes(StandardCharsets.UTF_8),
              3));
    }

    assertThat(tally.letters()).isEqualTo(3);
    assertThat(tally.mostFrequent(1))
        .containsExactly(
            new DeadLetterEntry("a.json", "cloudtrail", "not JSON", 2, "line 3", "{\"x"));
  }
}
