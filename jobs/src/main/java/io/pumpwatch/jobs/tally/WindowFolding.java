package io.pumpwatch.jobs.tally;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds elements into parts by key and window on the spot, so that parts are shuffled rather than
 * events. Parts leave when their window is complete, when the table is full, and before every
 * checkpoint: the operator has no state of its own, and what is merged behind the shuffle does not
 * depend on when that was.
 *
 * @param <T> what is folded
 * @param <K> what it is folded by, besides its window
 * @param <P> what it is folded into
 * @param <R> a part on its way
 */
abstract class WindowFolding<T, K, P, R> extends AbstractStreamOperator<R>
    implements OneInputStreamOperator<T, R>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int capacity;

  private transient Map<Windowed<K>, P> parts;
  private transient long completeWindow;
  private transient Counter contributions;
  private transient Counter partsFolded;

  private record Windowed<K>(K key, long windowStart) {}

  /**
   * @param capacity how many parts are held at most
   */
  WindowFolding(int capacity) {
    this.capacity = capacity;
  }

  /** Folds an element into the parts that it belongs to, each had from {@link #part}. */
  abstract void fold(T element);

  /** A part that nothing was folded into yet. */
  abstract P empty(K key);

  /** A part as it leaves. */
  abstract R row(K key, long windowStart, P part);

  /** The part of that key and window, which something is now folded into. */
  final P part(K key, long windowStart) {
    contributions.inc();
    return parts.computeIfAbsent(new Windowed<>(key, windowStart), unused -> empty(key));
  }

  @Override
  public void open() throws Exception {
    super.open();
    parts = new HashMap<>();
    completeWindow = Long.MIN_VALUE;
    contributions = getMetricGroup().counter("contributionsFolded");
    partsFolded = getMetricGroup().counter("talliesFolded");
  }

  @Override
  public void processElement(StreamRecord<T> record) {
    fold(record.getValue());
    if (parts.size() >= capacity) {
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
    partsFolded.inc(parts.size());
    parts.forEach(
        (window, part) ->
            output.collect(
                new StreamRecord<>(
                    row(window.key(), window.windowStart(), part),
                    Windows.last(window.windowStart()))));
    parts.clear();
  }
}
