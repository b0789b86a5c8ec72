package io.pumpwatch.jobs.sweep;

import io.pumpwatch.jobs.backtest.Scorecard;
import java.util.List;

/**
 * What came of a variant.
 *
 * @param variant which
 * @param scorecard how well its findings did
 * @param changes what it finds otherwise than the first variant; none in the first itself
 */
public record ScoredVariant(Variant variant, Scorecard scorecard, List<FindingChange> changes) {
  public ScoredVariant {
    changes = List.copyOf(changes);
  }

  /** How many changes of a kind there are. */
  public long changes(FindingChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
