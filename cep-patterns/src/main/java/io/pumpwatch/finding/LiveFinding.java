package io.pumpwatch.finding;

import io.pumpwatch.pattern.PatternMode;
import java.time.Duration;

/**
 * What is kept of a finding while later ones may have to do with it.
 *
 * @param findingId of the finding
 * @param pattern that claims it
 * @param detectedAt end of the window that decided first, milliseconds since the epoch
 * @param revisedAt event time of the last revision, milliseconds since the epoch
 * @param pages whether it alerts where nothing explains it
 * @param confidence its own, 0 to 1
 * @param claim what it is about
 * @param explainedBy the finding that accounts for it as of the last revision, or null
 * @param incident it belongs to, for good
 * @param relatedIncidentId of the incident it ties to that one, or null
 */
public record LiveFinding(
    String findingId,
    String pattern,
    long detectedAt,
    long revisedAt,
    boolean pages,
    double confidence,
    Claim claim,
    String explainedBy,
    Incident incident,
    String relatedIncidentId) {
  /** How long a finding is kept once it is closed. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  /** The finding as of that revision, in no incident yet. */
  static LiveFinding of(RevisedFinding revised, long time) {
    Finding finding = revised.finding();
    return new LiveFinding(
        finding.findingId(),
        finding.pattern(),
        finding.detectedAt().toEpochMilli(),
        time,
        PatternMode.ALERT.word().equals(finding.mode())
            && finding.suppressedBy() == null
            && finding.severity() != Severity.INFORMATIONAL,
        finding.confidence(),
        Claim.of(revised),
        null,
        null,
        null);
  }

  LiveFinding explained(String by) {
    return new LiveFinding(
        findingId,
        pattern,
        detectedAt,
        revisedAt,
        pages,
        confidence,
        claim,
        by,
        incident,
        relatedIncidentId);
  }

  LiveFinding in(Incident its, String related) {
    return new LiveFinding(
        findingId,
        pattern,
        detectedAt,
        revisedAt,
        pages,
        confidence,
        claim,
        explainedBy,
        its,
        related);
  }

  boolean alerts() {
    return pages && explainedBy == null;
  }

  /** An open finding is never over: its later revisions must find their incident. */
  boolean isOverAt(long time) {
    return claim.until() != Long.MAX_VALUE && revisedAt + LIFETIME.toMillis() <= time;
  }
}
