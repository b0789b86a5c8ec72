package io.pumpwatch.jobs.sweep;

import com.fasterxml.jackson.annotation.JsonValue;
import io.pumpwatch.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A finding that a variant makes otherwise than the first one does. The same finding may have
 * another id in another variant, because an id holds the first window of the evidence: findings are
 * the same that are the pattern's on the same entity and whose evidence overlaps in time. Only
 * findings that alert count, as in a scorecard.
 *
 * @param kind of change
 * @param pattern name of the pattern
 * @param tenant whose traffic
 * @param entityKind of what
 * @param entityValue which
 * @param firstFindingId id in the first variant; null where it is new
 * @param findingId id in the other variant; null where it is gone
 * @param firstDetectedAt when the first variant decided; null where it is new
 * @param detectedAt when the other variant decided; null where it is gone
 */
public record FindingChange(
    Kind kind,
    String pattern,
    String tenant,
    String entityKind,
    String entityValue,
    String firstFindingId,
    String findingId,
    Instant firstDetectedAt,
    Instant detectedAt) {

  /** How a finding of a variant differs from that of the first. */
  public enum Kind {
    NEW,
    GONE,
    EARLIER,
    LATER;

    /** In lower case, as it is told. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Subject(
      String pattern, String tenant, String entityKind, String entityValue, Integer blockDigits) {

    static Subject of(Finding finding) {
      return new Subject(
          finding.pattern(),
          finding.tenant(),
          finding.entityKind(),
          finding.entityValue(),
          finding.blockDigits());
    }
  }

  /**
   * What differs, in the order of detection.
   *
   * @param first what the first variant found, the last revision of each
   * @param other what another one found
   */
  public static List<FindingChange> between(List<Finding> first, List<Finding> other) {
    Map<Subject, List<Finding>> unmatched = new LinkedHashMap<>();
    alerting(first)
        .forEach(
            finding ->
                unmatched
                    .computeIfAbsent(Subject.of(finding), unused -> new ArrayList<>())
                    .add(finding));
    List<FindingChange> changes = new ArrayList<>();
    for (Finding finding : alerting(other)) {
      Finding same = taken(unmatched.getOrDefault(Subject.of(finding), List.of()), finding);
      if (same == null) {
        changes.add(of(Kind.NEW, null, finding));
      } else if (!same.detectedAt().equals(finding.detectedAt())) {
        boolean earlier = finding.detectedAt().isBefore(same.detectedAt());
        changes.add(of(earlier ? Kind.EARLIER : Kind.LATER, same, finding));
      }
    }
    unmatched.values().forEach(gone -> gone.forEach(of -> changes.add(of(Kind.GONE, of, null))));
    changes.sort(
        Comparator.comparing(FindingChange::since)
            .thenComparing(change -> change.pattern)
            .thenComparing(change -> change.entityValue));
    return changes;
  }

  private static List<Finding> alerting(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::alerting)
        .sorted(Comparator.comparing(Finding::detectedAt).thenComparing(Finding::findingId))
        .toList();
  }

  /** Takes the first whose evidence overlaps out of the list; null where there is none. */
  private static Finding taken(List<Finding> candidates, Finding finding) {
    for (int i = 0; i < candidates.size(); i++) {
      Finding candidate = candidates.get(i);
      if (candidate.windowStart().isBefore(finding.windowEnd())
          && finding.windowStart().isBefore(candidate.windowEnd())) {
        return candidates.remove(i);
      }
    }
    return null;
  }

  private static FindingChange of(Kind kind, Finding first, Finding other) {
    Finding either = other == null ? first : other;
    return new FindingChange(
        kind,
        either.pattern(),
        either.tenant(),
        either.entityKind(),
        either.entityValue(),
        first == null ? null : first.findingId(),
        other == null ? null : other.findingId(),
        first == null ? null : first.detectedAt(),
        other == null ? null : other.detectedAt());
  }

  private Instant since() {
    return detectedAt == null ? firstDetectedAt : detectedAt;
  }
}
