package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Those findings of an incident that tell how large it is. Findings of one attack count the same
 * messages: a block's within its country's, a burst's within an imbalance's. Findings of one
 * pattern on one kind of entity do not overlap, so it is they that are added up: of the patterns
 * and kinds of the incident the one whose sum costs most.
 *
 * @param findings they, in the order that they were given
 */
record LeadingFindings(List<Finding> findings) {

  /** Entities that do not overlap, unless they are the same at another time. */
  private record Kind(
      String pattern, String entityKind, Integer blockDigits, boolean acrossTenants) {
    static Kind of(Finding finding) {
      return new Kind(
          finding.pattern(),
          finding.entityKind(),
          finding.blockDigits(),
          finding.tenant() == null || finding.tenant().equals("*"));
    }
  }

  /**
   * Those of an incident.
   *
   * @param incident all its findings, at least one
   */
  static LeadingFindings of(List<Finding> incident) {
    List<Finding> alerting = incident.stream().filter(Finding::alerting).toList();
    Map<Kind, List<Finding>> kinds =
        (alerting.isEmpty() ? incident : alerting)
            .stream().collect(Collectors.groupingBy(Kind::of));
    return kinds.values().stream()
        .map(LeadingFindings::new)
        .max(
            Comparator.comparingDouble(LeadingFindings::costUsd)
                .thenComparingLong(LeadingFindings::sends)
                .thenComparing(
                    leading -> leading.findings().get(0).findingId(), Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** Messages. */
  long sends() {
    return findings.stream().mapToLong(Finding::sends).sum();
  }

  /** Dollars spent. */
  double costUsd() {
    return findings.stream().mapToDouble(Finding::costUsd).sum();
  }

  /** Whether a tariff stood in for some price. */
  boolean costIsEstimated() {
    return findings.stream().anyMatch(Finding::costIsEstimated);
  }
}
