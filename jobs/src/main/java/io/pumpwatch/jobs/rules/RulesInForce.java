package io.pumpwatch.jobs.rules;

import io.pumpwatch.pattern.Judge;
import io.pumpwatch.pattern.RulesHistory;
import io.pumpwatch.pattern.RulesVariants;
import io.pumpwatch.pattern.RulesVersion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The rules in force at each event time, for an operator to which changes are broadcast. The change
 * of a time that is there already takes the other's place.
 */
public final class RulesInForce implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<Long, RulesChange> CHANGES =
      new MapStateDescriptor<>("rules-changes", Types.LONG, TypeInformation.of(RulesChange.class));

  private final RulesReader reader;

  private transient RulesHistory history;
  private transient RulesVariants judges;
  private transient List<RulesVersion> variants;

  public RulesInForce(RulesReader reader) {
    this.reader = reader;
  }

  /** The accepted changes, by the time from which they hold. */
  public static MapStateDescriptor<Long, RulesChange> changes() {
    return CHANGES;
  }

  /** What judges a window that begins then, milliseconds since the epoch. */
  public Judge judge(long windowStart, ReadOnlyBroadcastState<Long, RulesChange> changes)
      throws Exception {
    return reader.triesVariants() ? variants() : at(windowStart, changes).rules();
  }

  /** The variants of the rules that the job tries, side by side. */
  public RulesVariants variants() {
    if (judges == null) {
      judges = new RulesVariants(versions().stream().map(RulesVersion::rules).toList());
    }
    return judges;
  }

  /** The variant of that place among them. */
  public RulesVersion variant(int number) {
    return versions().get(number);
  }

  /** The variant of that id. */
  public RulesVersion variant(String id) {
    return versions().stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no variant " + id));
  }

  private List<RulesVersion> versions() {
    if (variants == null) {
      variants = reader.variants();
    }
    return variants;
  }

  /** Takes a change. */
  public void take(RulesChange change, BroadcastState<Long, RulesChange> changes) throws Exception {
    changes.put(change.effectiveFrom(), change);
    history = null;
  }

  /** The rules by which a window is judged that begins then, milliseconds since the epoch. */
  public RulesVersion at(long windowStart, ReadOnlyBroadcastState<Long, RulesChange> changes)
      throws Exception {
    if (history == null) {
      List<RulesVersion> versions = new ArrayList<>();
      for (Map.Entry<Long, RulesChange> change : changes.immutableEntries()) {
        versions.add(reader.read(change.getValue().document()));
      }
      history = RulesHistory.of(reader.first(), versions);
    }
    return history.at(windowStart);
  }
}
