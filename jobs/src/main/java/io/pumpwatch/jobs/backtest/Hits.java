package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which findings are about which labelled episodes: the times overlap, ten minutes either way, the
 * tenants agree, and either the finding's block, range, number, client, user or identity stands in
 * the label, a block also within one of its prefixes, or at least half of the messages that the
 * finding's entity and window select from the events are the episode's.
 *
 * <p>The half decides for all else: for flows, countries, networks and tenants, for blocks wider
 * than the label's and networks around its clients, and for entities of a kind that the label does
 * not list. So a finding over everything hits nothing that is not half of everything.
 */
final class Hits {
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  private final Map<String, List<Finding>> byLabel = new HashMap<>();
  private final Set<String> ofAttacks = new HashSet<>();

  /** The hits of findings, each list in the order of the findings given. */
  Hits(List<Finding> findings, List<Label> labels, Evidence evidence, EvidenceNames names) {
    for (Label label : labels) {
      LabelClaim claim = new LabelClaim(label);
      List<Finding> hits = new ArrayList<>();
      for (Finding finding : findings) {
        if (overlap(finding, label) && agree(finding, claim, evidence, names)) {
          hits.add(finding);
          if (claim.isAttack()) {
            ofAttacks.add(finding.findingId());
          }
        }
      }
      byLabel.put(label.labelId(), hits);
    }
  }

  private static boolean overlap(Finding finding, Label label) {
    return finding.windowStart().isBefore(label.end().plus(TOLERANCE))
        && finding.windowEnd().isAfter(label.start().minus(TOLERANCE));
  }

  private static boolean agree(
      Finding finding, LabelClaim label, Evidence evidence, EvidenceNames names) {
    FindingScope scope = FindingScope.of(finding);
    return label.mayBeOf(scope)
        && (label.lists(scope)
            || mostAreOf(label.labelId(), names.scope(finding.findingId()), evidence));
  }

  private static boolean mostAreOf(String labelId, String findingId, Evidence evidence) {
    long selected = evidence.tally(EvidenceKey.of(Measure.SELECTED, findingId)).sends();
    long shared = evidence.tally(EvidenceKey.of(Measure.SHARED, findingId, labelId)).sends();
    return selected > 0 && 2 * shared >= selected;
  }

  /** The findings about an episode. */
  List<Finding> on(Label label) {
    return byLabel.get(label.labelId());
  }

  /** Whether a finding is about an attack. */
  boolean anAttack(Finding finding) {
    return ofAttacks.contains(finding.findingId());
  }
}
