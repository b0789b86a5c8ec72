package io.pumpwatch.jobs.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the page tells of an incident.
 *
 * @param id the incident's id
 * @param severity the highest of its alerting findings; informational where none alerts
 * @param alerting whether one of its findings alerts
 * @param open whether an episode goes on, or did when the input ended
 * @param start of the evidence, event time
 * @param end of the evidence, event time
 * @param detectedAt when the first finding was detected, of those that alert if any does
 * @param tenants whose traffic
 * @param flows where the evidence agrees
 * @param countries of the numbers, where the evidence agrees
 * @param patterns that fired, of alerting findings if any alerts
 * @param sends messages, by {@link LeadingFindings}
 * @param costUsd spent, by {@link LeadingFindings}
 * @param costIsEstimated whether a tariff stood in for some price
 * @param findings how many there are
 * @param related incidents that a later finding ties this one to
 * @param leading ids of the listed findings that sends, cost and timeline are of
 * @param timeline of their windows, null where there are none
 * @param members all its findings, the most telling first
 */
record IncidentEntry(
    String id,
    Severity severity,
    boolean alerting,
    boolean open,
    Instant start,
    Instant end,
    Instant detectedAt,
    List<String> tenants,
    List<String> flows,
    List<String> countries,
    List<String> patterns,
    long sends,
    double costUsd,
    boolean costIsEstimated,
    int findings,
    List<String> related,
    List<String> leading,
    Timeline timeline,
    @JsonIgnore List<Finding> members) {

  /** What a person should look at first. */
  static final Comparator<IncidentEntry> MOST_SEVERE_FIRST =
      Comparator.comparing(IncidentEntry::alerting)
          .thenComparing(IncidentEntry::severity)
          .thenComparingDouble(IncidentEntry::costUsd)
          .reversed()
          .thenComparing(IncidentEntry::start)
          .thenComparing(IncidentEntry::id);

  private static final Comparator<Finding> MOST_TELLING_FIRST =
      Comparator.comparing(Finding::alerting)
          .thenComparing(Finding::severity)
          .reversed()
          .thenComparing(Finding::detectedAt)
          .thenComparing(Finding::findingId);

  /**
   * The incident of these findings, without a timeline.
   *
   * @param id of the incident
   * @param findings all that it has, at least one
   */
  static IncidentEntry of(String id, List<Finding> findings) {
    List<Finding> members = findings.stream().sorted(MOST_TELLING_FIRST).toList();
    List<Finding> alerting = members.stream().filter(Finding::alerting).toList();
    List<Finding> telling = alerting.isEmpty() ? members : alerting;
    LeadingFindings leading = LeadingFindings.of(members);
    return new IncidentEntry(
        id,
        alerting.isEmpty() ? Severity.INFORMATIONAL : alerting.get(0).severity(),
        !alerting.isEmpty(),
        members.stream()
            .anyMatch(
                finding -> Finding.OPEN.equals(finding.status()) || finding.cutByEndOfInput()),
        members.stream().map(Finding::windowStart).min(Instant::compareTo).orElseThrow(),
        members.stream().map(Finding::windowEnd).max(Instant::compareTo).orElseThrow(),
        telling.stream().map(Finding::detectedAt).min(Instant::compareTo).orElseThrow(),
        distinct(members, Finding::tenant),
        distinct(members, Finding::flow),
        distinct(members, Finding::country),
        distinct(telling, Finding::pattern),
        leading.sends(),
        leading.costUsd(),
        leading.costIsEstimated(),
        members.size(),
        distinct(members, Finding::relatedIncidentId),
        leading.findings().stream().map(Finding::findingId).toList(),
        null,
        members);
  }

  /** The same with the windows of its leading findings, of which only the listed are named. */
  IncidentEntry with(List<String> listedLeading, Timeline windows) {
    return new IncidentEntry(
        id,
        severity,
        alerting,
        open,
        start,
        end,
        detectedAt,
        tenants,
        flows,
        countries,
        patterns,
        sends,
        costUsd,
        costIsEstimated,
        findings,
        related,
        listedLeading,
        windows,
        members);
  }

  private static List<String> distinct(List<Finding> findings, Function<Finding, String> value) {
    return findings.stream().map(value).filter(Objects::nonNull).distinct().sorted().toList();
  }
}
