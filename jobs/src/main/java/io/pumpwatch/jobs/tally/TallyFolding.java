package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds elements into partial tallies on the spot, so that tallies are shuffled rather than events.
 * Partial tallies leave when their window is complete, when the table is full, and before every
 * checkpoint: the operator has no state of its own, and what is merged behind the shuffle does not
 * depend on when that was.
 *
 * @param <T> what is folded
 */
public final class TallyFolding<T> extends AbstractStreamOperator<TallyUpdate>
    implements OneInputStreamOperator<T, TallyUpdate>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final TallyContribution<T> contribution;
  private final int capacity;

  private transient Map<WindowedKey, TrafficTally> tallies;
  private transient long completeWindow;
  private transient Counter contributions;
  private transient Counter partialTallies;

  private record WindowedKey(TrafficKey key, long windowStart) {}

  /**
   * @param contribution what an element adds to which tallies
   * @param capacity how many partial tallies are held at most
   */
  public TallyFolding(TallyContribution<T> contribution, int capacity) {
    this.contribution = contribution;
    this.capacity = capacity;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tallies = new HashMap<>();
    completeWindow = Long.MIN_VALUE;
    contributions = getMetricGroup().counter("contributionsFolded");
    partialTallies = getMetricGroup().counter("talliesFolded");
  }

  @Override
  public void processElement(StreamRecord<T> record) {
    T element = record.getValue();
    long windowStart = Windows.start(contribution.time(element));
    contribution.keys(
        element,
        key -> {
          contribution.add(
              element,
              key,
              tallies.computeIfAbsent(
                  new WindowedKey(key, windowStart), unused -> TrafficTally.create(key)));
          contributions.inc();
        });
    if (tallies.size() >= capacity) {
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
    partialTallies.inc(tallies.size());
    tallies.forEach(
        (window, tally) ->
            output.collect(
                new StreamRecord<>(
                    TallyUpdate.of(window.key(), window.windowStart(), tally),
                    Windows.last(window.windowStart()))));
    tallies.clear();
  }
}
