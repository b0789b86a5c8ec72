package io.pumpwatch.jobs.rules;

import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.pattern.RulesVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Decides, in one place for the whole job, which changes of the detection rules are accepted. Its
 * first input brings nothing but the watermark of the events, its second the changes.
 *
 * <p>The watermark that leaves it is never ahead of the changes: whoever waits for it has seen
 * every change that holds up to its time, and so judges each window by the same rules whatever the
 * speed of its inputs. A change that would hold for windows that may have been judged is refused,
 * and so is one with a wrong setting; the rules before it stay in force.
 */
public final class RulesGate extends AbstractStreamOperator<RulesChange>
    implements TwoInputStreamOperator<Long, String, RulesChange> {
  private static final long serialVersionUID = 1L;

  /** What became of each change, once. */
  public static final OutputTag<RulesDecision> DECISIONS =
      new OutputTag<>("rules-decisions", TypeInformation.of(RulesDecision.class));

  private final KnownRules known;

  private transient ListState<RulesChange> stored;
  private transient List<RulesChange> accepted;
  private transient boolean begun;
  private transient long watermark;

  public RulesGate(KnownRules known) {
    this.known = known;
  }

  /** The changes accepted so far. */
  public static ListStateDescriptor<RulesChange> accepted() {
    return new ListStateDescriptor<>("accepted-changes", TypeInformation.of(RulesChange.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    stored = context.getOperatorStateStore().getListState(accepted());
    accepted = new ArrayList<>();
    stored.get().forEach(accepted::add);
    // A job that goes on has decided on them before.
    begun = context.isRestored();
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    stored.update(accepted);
  }

  @Override
  public void processElement1(StreamRecord<Long> nothing) {}

  @Override
  public void processElement2(StreamRecord<String> document) {
    begin();
    decide(document.getValue());
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    begin();
    watermark = Math.max(watermark, mark.getTimestamp());
    processWatermark(mark);
  }

  /** Changes have no time but the one from which they hold. */
  @Override
  public void processWatermark2(Watermark mark) {}

  /**
   * Idleness stops here: whoever waits for this watermark must not go on without it, even while it
   * stands still.
   */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {}

  private void begin() {
    if (!begun) {
      begun = true;
      known.changes().forEach(this::decide);
    }
  }

  private void decide(String document) {
    RulesVersion version;
    try {
      version = known.reader().read(document);
    } catch (SettingsException e) {
      tell(new RulesDecision(null, null, false, e.getMessage(), document));
      return;
    }
    RulesChange change = new RulesChange(version.effectiveFrom(), document);
    if (accepted.contains(change)) {
      return;
    }
    Optional<String> refusal = refusal(version);
    tell(
        new RulesDecision(
            Instant.ofEpochMilli(version.effectiveFrom()),
            version.id(),
            refusal.isEmpty(),
            refusal.orElse(null),
            document));
    if (refusal.isEmpty()) {
      accepted.removeIf(earlier -> earlier.effectiveFrom() == change.effectiveFrom());
      accepted.add(change);
      output.collect(new StreamRecord<>(change));
    }
  }

  private Optional<String> refusal(RulesVersion version) {
    if (version.effectiveFrom() <= watermark) {
      return Optional.of(
          "effective-from is not after the event time that has been reached, "
              + Instant.ofEpochMilli(watermark));
    }
    return known.reader().obstacle(version);
  }

  private void tell(RulesDecision decision) {
    if (decision.accepted()) {
      LOG.info("Rules {} hold from {}", decision.rulesVersion(), decision.effectiveFrom());
    } else {
      LOG.warn("A change of the rules is refused: {}", decision.reason());
    }
    output.collect(DECISIONS, new StreamRecord<>(decision));
  }
}
