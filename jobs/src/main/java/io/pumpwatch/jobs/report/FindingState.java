package io.pumpwatch.jobs.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.pattern.PatternMode;
import java.util.Locale;

/** Whether a finding pages somebody, and if not, why. */
enum FindingState {
  /** It pages somebody. */
  ALERTING,
  /** There is probably another reason. */
  INFORMATIONAL,
  /** A more specific finding accounts for it. */
  EXPLAINED,
  /** An entry of an allow list or a campaign holds it back. */
  SUPPRESSED,
  /** Its pattern is only tried. */
  SHADOW;

  static FindingState of(Finding finding) {
    if (finding.alerting()) {
      return ALERTING;
    }
    if (!PatternMode.ALERT.word().equals(finding.mode())) {
      return SHADOW;
    }
    if (finding.suppressedBy() != null) {
      return SUPPRESSED;
    }
    return finding.explainedBy() != null ? EXPLAINED : INFORMATIONAL;
  }

  @JsonValue
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
