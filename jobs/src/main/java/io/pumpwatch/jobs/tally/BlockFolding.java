package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds the events that name a number into minutes of its block on the spot, so that one row a
 * block and minute is shuffled, from which smaller blocks and numbers are told behind the shuffle.
 * What is held leaves as {@link TallyFolding}'s does.
 */
public final class BlockFolding extends AbstractStreamOperator<BlockUpdate>
    implements OneInputStreamOperator<ObservedEvent, BlockUpdate>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final TrialRules rules;
  private final int capacity;

  private transient Map<WindowedBlock, BlockMinute> minutes;
  private transient long completeWindow;
  private transient Counter contributions;
  private transient Counter parts;

  private record WindowedBlock(long block, long windowStart) {}

  /**
   * @param rules what makes a trial
   * @param capacity how many minutes of blocks are held at most
   */
  public BlockFolding(TrialRules rules, int capacity) {
    this.rules = rules;
    this.capacity = capacity;
  }

  @Override
  public void open() throws Exception {
    super.open();
    minutes = new HashMap<>();
    completeWindow = Long.MIN_VALUE;
    contributions = getMetricGroup().counter("contributionsFolded");
    parts = getMetricGroup().counter("talliesFolded");
  }

  @Override
  public void processElement(StreamRecord<ObservedEvent> record) {
    ObservedEvent observed = record.getValue();
    if (observed.number() == 0) {
      return;
    }
    minutes
        .computeIfAbsent(
            new WindowedBlock(
                BlockMinute.blockOf(observed.number()),
                Windows.start(observed.event().eventTimeMillis())),
            unused -> new BlockMinute())
        .add(observed, rules);
    contributions.inc();
    if (minutes.size() >= capacity) {
      flush();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long complete = Windows.start(mark.getTimestamp() + 1);
    if (mark.getTimestamp() == Long.MAX_VALUE || complete > completeWindow) {
      flush();
      completeWindow = complete;
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void flush() {
    parts.inc(minutes.size());
    minutes.forEach(
        (window, minute) ->
            output.collect(
                new StreamRecord<>(
                    BlockUpdate.of(window.block(), window.windowStart(), minute),
                    Windows.last(window.windowStart()))));
    minutes.clear();
  }
}
