package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.Decoded;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Promises event time to all that is behind a live source, and keeps the promise: an event at or
 * before what was promised is marked as late, so that no window is scored twice. Such events come
 * from partitions that were idle, after a flush, and after a restart, before the clocks of the
 * partitions are known again.
 *
 * <p>Flink would leave an instance out whose partitions are all idle, and its first events would be
 * behind the watermark without anybody noticing. Here such an instance follows the others instead:
 * it promises what the slowest of those that have something to read had promised an idle timeout
 * ago; where none has, what the foremost had. The delay is for a source that has just been given
 * something to read, after an outage or when history has come to its end. So while an instance has
 * nothing to read, windows are scored that much later.
 *
 * <p>Where no instance has anything to read, event time stands still, or, for an idle flush, goes
 * on from the last promise as fast as the clock on the wall.
 */
public final class EventClock extends AbstractStreamOperator<Decoded>
    implements OneInputStreamOperator<Decoded, Decoded> {
  private static final long serialVersionUID = 1L;

  /** The name of the accumulator of flushes. */
  public static final String IDLE_FLUSHES = "idle_flushes";

  private static final String PROMISES = "event-clock";
  private static final long MOST_TICK_MILLIS = 1000;
  private static final long TICKS_PER_TIMEOUT = 5;

  private final Duration idleTimeout;
  private final Duration idleFlush;

  private transient PromiseMemory memory;
  private transient LongCounter flushes;
  private transient ClockMetrics metrics;
  private transient Silence silence;
  private transient boolean sourceIsIdle;
  private transient long lastSign;
  private transient long promised;

  /**
   * The clock of a source that reads on for ever.
   *
   * @param idleTimeout how long a source must be silent to be idle
   * @param idleFlush how long all must be silent for event time to go on; null to wait for ever
   */
  public EventClock(Duration idleTimeout, Duration idleFlush) {
    this.idleTimeout = idleTimeout;
    this.idleFlush = idleFlush;
  }

  /** The clock of a source that comes to its end, and so is never idle. */
  static EventClock ofBoundedSource() {
    return new EventClock(null, null);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OperatorStateStore store = context.getOperatorStateStore();
    memory =
        idleTimeout == null
            ? new OwnPromises(
                store, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks())
            : new PromisesOfAll(store);
    promised = memory.restored();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    memory.keep(promised);
  }

  @Override
  public void open() throws Exception {
    super.open();
    flushes = getRuntimeContext().getLongCounter(IDLE_FLUSHES);
    metrics = new ClockMetrics(getMetricGroup());
    silence = new Silence(idleTimeout, idleFlush);
    lastSign = getProcessingTimeService().getCurrentProcessingTime();
    if (idleTimeout != null) {
      long tick = Math.min(MOST_TICK_MILLIS, 1 + idleTimeout.toMillis() / TICKS_PER_TIMEOUT);
      getProcessingTimeService().scheduleWithFixedDelay(this::tick, tick, tick);
    }
  }

  @Override
  public void processElement(StreamRecord<Decoded> element) {
    sign();
    Decoded decoded = element.getValue();
    boolean broken =
        decoded.isEvent() && !decoded.late() && decoded.event().eventTimeMillis() <= promised;
    if (broken) {
      metrics.behindClock();
    } else if (decoded.late()) {
      metrics.outOfOrder();
    }
    output.collect(broken ? element.replace(decoded.withWatermark(promised, true)) : element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sign();
    promise(mark.getTimestamp());
  }

  /** Nothing behind is told that the source is idle: it could then not hold event time back. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    sourceIsIdle = status.isIdle();
  }

  private void promise(long watermark) throws Exception {
    if (watermark > promised) {
      promised = watermark;
      super.processWatermark(new Watermark(watermark));
    }
  }

  /** The source lives: silence, if it comes, begins now. */
  private void sign() {
    lastSign = getProcessingTimeService().getCurrentProcessingTime();
    silence.end();
  }

  private void tick(long planned) throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    boolean waits = sourceIsIdle && now - lastSign >= idleTimeout.toMillis();
    ActivePromises.Result all = report(waits);
    if (!waits) {
      return;
    }
    boolean flushedBefore = silence.isFlushing();
    promise(silence.promise(now, now - lastSign, promised, all));
    if (silence.isFlushing() && !flushedBefore) {
      flushes.add(1);
      metrics.idleFlush();
    }
  }

  /** Tells what is promised here, and is told what is promised everywhere. */
  private ActivePromises.Result report(boolean waits) throws IOException {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return ActivePromises.Result.of(
        getRuntimeContext()
            .getGlobalAggregateManager()
            .updateGlobalAggregate(
                PROMISES,
                ActivePromises.report(
                    task.getAttemptNumber(), task.getIndexOfThisSubtask(), promised, waits),
                new ActivePromises()));
  }
}
