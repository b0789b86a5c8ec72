package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores what several variants of the rules found in the same events, which pass by once for all of
 * them. Findings of several variants that select the same messages are looked up once.
 */
public final class JointScorer {
  private final List<Scorer> scorers = new ArrayList<>();
  private final Map<String, FindingScope> scopes = new LinkedHashMap<>();

  /**
   * @param findings of each variant, the last revision of each
   * @param references what others found in the same events, scored beside the first variant
   * @param labels as of {@link Scorer}
   */
  public JointScorer(
      List<List<Finding>> findings,
      Map<String, List<Finding>> references,
      Optional<List<Label>> labels) {
    Map<FindingScope, String> known = new HashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      EvidenceNames names = EvidenceNames.of(i);
      Scorer scorer = new Scorer(findings.get(i), i == 0 ? references : Map.of(), labels, names);
      for (FindingScope scope : scorer.scopes()) {
        String free =
            scopes.containsKey(scope.findingId())
                ? names.group(scope.findingId())
                : scope.findingId();
        String id = known.computeIfAbsent(scope.unnamed(), unused -> free);
        names.scopes().put(scope.findingId(), id);
        scopes.merge(id, scope.named(id), FindingScope::andItsGroups);
      }
      scorers.add(scorer);
    }
  }

  /** Counts the events of a part of the traffic. */
  public EvidenceFolding folding() {
    return new EvidenceFolding(List.copyOf(scopes.values()), scorers.get(0).claims());
  }

  /** Evidence of no event yet, for {@link #score} once it has seen all. */
  public Evidence evidence() {
    return new Evidence(List.copyOf(scopes.values()), scorers.get(0).claims());
  }

  /** The scores, one for each variant, given what all events say. */
  public List<Scorecard> score(Evidence evidence) {
    return scorers.stream().map(scorer -> scorer.score(evidence)).toList();
  }
}
