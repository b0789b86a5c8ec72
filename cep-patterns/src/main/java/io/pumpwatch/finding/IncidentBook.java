package io.pumpwatch.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The findings that are live, and the incidents they make up: gives every revision its place among
 * the others.
 *
 * <p>A placement is a function of event time and content alone. The revisions of a moment are taken
 * together, in the order of their ids; what they are compared with is the findings of earlier
 * moments and of this one; and a finding is forgotten at a time that its own revisions say. Neither
 * the order of arrival, nor the watermark, nor the machine's clock is asked. So it is the same in
 * batch and in streaming, at any parallelism, and after a restart from what {@link #live} gave.
 *
 * <p>That goes for severity and confidence too, which findings of other patterns in the incident
 * raise: what is alerting at the moment of a revision raises that revision, by its own severity and
 * confidence and not by raised ones, and no revision that was written before changes.
 */
public final class IncidentBook {
  private static final double GREATEST_CONFIDENCE = 0.99;

  private final Map<String, LiveFinding> live = new TreeMap<>();

  /**
   * A book that goes on.
   *
   * @param kept the findings that were live
   */
  public IncidentBook(Iterable<LiveFinding> kept) {
    kept.forEach(finding -> live.put(finding.findingId(), finding));
  }

  /** The finding as it is to be kept, or null where it is not live. */
  public LiveFinding live(String findingId) {
    return live.get(findingId);
  }

  /**
   * Forgets what is over at that event time, in milliseconds since the epoch.
   *
   * @return the ids of the findings that were forgotten
   */
  public List<String> expire(long time) {
    List<String> over =
        live.values().stream()
            .filter(finding -> finding.isOverAt(time))
            .map(LiveFinding::findingId)
            .toList();
    over.forEach(live::remove);
    return over;
  }

  /**
   * Places all revisions of a moment.
   *
   * @param time event time of the moment, milliseconds since the epoch; never less than before
   * @param revisions at most one of each finding, in the order of their ids
   * @return their places, in the same order
   */
  public List<Placement> place(long time, List<RevisedFinding> revisions) {
    expire(time);
    Set<String> told = told(revisions);
    revisions.forEach(revised -> revise(LiveFinding.of(revised, time)));
    revisions.stream()
        .map(RevisedFinding::finding)
        .filter(finding -> !told.contains(finding.findingId()))
        // What is explained explains nothing itself, so the narrow are asked first.
        .sorted(Comparator.comparingInt(finding -> EntityBreadth.of(finding.entityKind())))
        .forEach(this::explain);
    revisions.forEach(revised -> join(revised.finding()));
    List<Placement> placements = new ArrayList<>();
    for (RevisedFinding revised : revisions) {
      placements.add(placement(revised.finding()));
    }
    return placements;
  }

  /** The findings that have alerted: whoever was told acts on it, whatever explains it later. */
  private Set<String> told(List<RevisedFinding> revisions) {
    return revisions.stream()
        .map(revised -> live.get(revised.finding().findingId()))
        .filter(before -> before != null && before.alerts())
        .map(LiveFinding::findingId)
        .collect(Collectors.toSet());
  }

  private void revise(LiveFinding revised) {
    LiveFinding before = live.get(revised.findingId());
    live.put(
        revised.findingId(),
        before == null ? revised : revised.in(before.incident(), before.relatedIncidentId()));
  }

  private void explain(Finding finding) {
    live.computeIfPresent(
        finding.findingId(),
        (id, its) -> its.explained(Explanation.of(finding, its.claim(), live.values())));
  }

  private void join(Finding finding) {
    LiveFinding joining = live.get(finding.findingId());
    if (joining.incident() != null) {
      return;
    }
    List<Incident> shared = finding.revision() == 1 ? shared(joining) : List.of();
    String related = shared.size() > 1 ? shared.get(1).id() : null;
    live.put(finding.findingId(), joining.in(first(shared, finding), related));
  }

  private static Incident first(List<Incident> shared, Finding finding) {
    if (finding.revision() > 1) {
      return Incident.continuedBy(finding);
    }
    return shared.isEmpty() ? Incident.openedBy(finding) : shared.get(0);
  }

  /** The live incidents that it has to do with, the oldest first. */
  private List<Incident> shared(LiveFinding joining) {
    TreeMap<Incident, List<Claim>> incidents =
        live.values().stream()
            .filter(member -> member.incident() != null)
            .collect(
                Collectors.groupingBy(
                    LiveFinding::incident,
                    TreeMap::new,
                    Collectors.mapping(LiveFinding::claim, Collectors.toList())));
    List<Incident> shared = new ArrayList<>();
    incidents.forEach(
        (incident, claims) -> {
          if (Kinship.isShared(joining.claim(), claims)) {
            shared.add(incident);
          }
        });
    LiveFinding explaining = joining.explainedBy() == null ? null : live.get(joining.explainedBy());
    if (shared.isEmpty() && explaining != null && explaining.incident() != null) {
      shared.add(explaining.incident());
    }
    return shared;
  }

  private Placement placement(Finding finding) {
    LiveFinding placed = live.get(finding.findingId());
    Map<String, Double> confidences = confidencesBesides(placed);
    Severity severity = finding.severity();
    double confidence = finding.confidence();
    if (!confidences.isEmpty()) {
      severity = severity.raised();
      confidence = Math.max(confidence, together(confidence, confidences.values()));
    }
    return new Placement(
        placed.incident().id(),
        placed.relatedIncidentId(),
        placed.explainedBy(),
        severity,
        confidence);
  }

  /** The greatest confidence of each other pattern that alerts in the incident at that time. */
  private Map<String, Double> confidencesBesides(LiveFinding placed) {
    Map<String, Double> confidences = new TreeMap<>();
    if (placed.alerts()) {
      live.values().stream()
          .filter(LiveFinding::alerts)
          .filter(other -> placed.incident().equals(other.incident()))
          .filter(other -> !other.pattern().equals(placed.pattern()))
          .filter(other -> other.claim().overlaps(placed.claim()))
          .forEach(other -> confidences.merge(other.pattern(), other.confidence(), Math::max));
    }
    return confidences;
  }

  /** As if the patterns erred independently. */
  private static double together(double own, Collection<Double> others) {
    double doubt = 1 - own;
    for (double other : others) {
      doubt *= 1 - other;
    }
    return Math.min(GREATEST_CONFIDENCE, 1 - doubt);
  }
}
