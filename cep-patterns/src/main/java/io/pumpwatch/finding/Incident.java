package io.pumpwatch.finding;

import java.util.Comparator;

/**
 * What the findings of one attack have in common. The order is that of age.
 *
 * @param id hash of the id of the finding that opened it: the same on replay
 * @param openedAt when that was detected, milliseconds since the epoch
 * @param openedBy id of that finding
 */
public record Incident(String id, long openedAt, String openedBy) implements Comparable<Incident> {
  private static final Comparator<Incident> BY_AGE =
      Comparator.comparingLong(Incident::openedAt)
          .thenComparing(Incident::openedBy)
          .thenComparing(Incident::id);

  /** The incident that the finding opens. */
  static Incident openedBy(Finding finding) {
    return new Incident(
        StableId.of(finding.findingId()), finding.detectedAt().toEpochMilli(), finding.findingId());
  }

  /** The incident that the finding was said to be before incidents were kept. */
  static Incident continuedBy(Finding finding) {
    return new Incident(
        finding.incidentId(), finding.detectedAt().toEpochMilli(), finding.findingId());
  }

  @Override
  public int compareTo(Incident other) {
    return BY_AGE.compare(this, other);
  }
}
