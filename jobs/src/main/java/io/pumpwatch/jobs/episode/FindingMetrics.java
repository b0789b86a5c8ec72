package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.pattern.PatternMode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the register tells of findings, as Flink metrics. */
final class FindingMetrics {
  private static final int FIRST_REVISION = 1;

  private final MetricGroup group;
  private final Map<Kind, Revisions> byKind = new HashMap<>();
  private final Map<Withheld, Counter> withheld = new EnumMap<>(Withheld.class);

  private record Kind(String pattern, Severity severity) {}

  private record Revisions(Counter opened, Counter updated, Counter closed) {
    static Revisions in(MetricGroup group) {
      return new Revisions(
          group.counter("findingsOpened"),
          group.counter("findingsUpdated"),
          group.counter("findingsClosed"));
    }

    Counter of(Finding finding) {
      if (Finding.CLOSED.equals(finding.status())) {
        return closed;
      }
      return finding.revision() == FIRST_REVISION ? opened : updated;
    }
  }

  /** Why a finding pages nobody. */
  private enum Withheld {
    SHADOW("shadow"),
    SUPPRESSED("suppressed"),
    EXPLAINED("explained"),
    INFORMATIONAL("informational");

    private final String word;

    Withheld(String word) {
      this.word = word;
    }

    static Withheld of(Finding finding) {
      if (!PatternMode.ALERT.word().equals(finding.mode())) {
        return SHADOW;
      }
      if (finding.suppressedBy() != null) {
        return SUPPRESSED;
      }
      return finding.explainedBy() != null ? EXPLAINED : INFORMATIONAL;
    }
  }

  /**
   * Counts from nought.
   *
   * @param group where the metrics stand
   * @param patterns names of the patterns whose findings are to be expected
   */
  FindingMetrics(MetricGroup group, Collection<String> patterns) {
    this.group = group;
    for (String pattern : patterns) {
      for (Severity severity : Severity.values()) {
        revisions(new Kind(pattern, severity));
      }
    }
    for (Withheld reason : Withheld.values()) {
      withheld.put(reason, group.addGroup("reason", reason.word).counter("findingsWithheld"));
    }
  }

  /** Also of patterns that only an earlier version of the job had. */
  private Revisions revisions(Kind kind) {
    return byKind.computeIfAbsent(
        kind,
        unused ->
            Revisions.in(
                group
                    .addGroup("pattern", kind.pattern())
                    .addGroup("severity", kind.severity().word())));
  }

  void written(Finding finding) {
    revisions(new Kind(finding.pattern(), finding.severity())).of(finding).inc();
    if (finding.revision() == FIRST_REVISION && !finding.alerting()) {
      withheld.get(Withheld.of(finding)).inc();
    }
  }
}
