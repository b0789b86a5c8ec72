package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.Decoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps the promises about event time that were made behind a live source: no event that is not
 * marked as late is at or before a watermark that has gone by. Such events come from a partition
 * that was idle, after a flush, and after a restart, before the partitions' own clocks are known
 * again.
 *
 * <p>A flush: where nothing has come for a stated time on the wall, event time goes on from the
 * last watermark as fast as the clock on the wall, until something comes.
 */
public final class EventClock extends AbstractStreamOperator<Decoded>
    implements OneInputStreamOperator<Decoded, Decoded> {
  private static final long serialVersionUID = 1L;

  /** The name under which flushes are counted, as an accumulator and as a metric. */
  public static final String IDLE_FLUSHES = "idle_flushes";

  private static final long MOST_TICK_MILLIS = 1000;
  private static final int TICKS_PER_SILENCE = 4;

  private final Duration idleFlush;

  private transient ListState<Promise> stored;
  private transient LongCounter flushes;
  private transient Counter flushMetric;
  private transient long promised;
  private transient long promisedBeforeSilence;
  private transient long lastSign;
  private transient boolean idle;
  private transient boolean flushing;

  /**
   * What one parallel instance had promised at a checkpoint.
   *
   * @param watermark milliseconds since the epoch; {@link Long#MIN_VALUE} for nothing
   * @param idle whether it waited for its source, so that only the others' promises counted
   */
  public record Promise(long watermark, boolean idle) {}

  /**
   * A clock.
   *
   * @param idleFlush how long nothing must come for event time to go on; null to wait for ever
   */
  public EventClock(Duration idleFlush) {
    this.idleFlush = idleFlush;
  }

  /** What each parallel instance has promised. */
  public static ListStateDescriptor<Promise> promises() {
    return new ListStateDescriptor<>("promises", TypeInformation.of(Promise.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    stored = context.getOperatorStateStore().getUnionListState(promises());
    List<Promise> promises = new ArrayList<>();
    stored.get().forEach(promises::add);
    promised = promisedToAll(promises);
  }

  /** What all that is behind the instances had been promised: the least of those that counted. */
  private static long promisedToAll(List<Promise> promises) {
    boolean allIdle = promises.stream().allMatch(Promise::idle);
    return promises.stream()
        .filter(promise -> allIdle || !promise.idle())
        .mapToLong(Promise::watermark)
        .reduce(allIdle ? Math::max : Math::min)
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    stored.clear();
    stored.add(new Promise(promised, idle && !flushing));
  }

  @Override
  public void open() throws Exception {
    super.open();
    flushes = getRuntimeContext().getLongCounter(IDLE_FLUSHES);
    flushMetric = getMetricGroup().counter(IDLE_FLUSHES);
    sign();
    if (idleFlush != null) {
      long tick = Math.min(MOST_TICK_MILLIS, Math.max(1, idleFlush.toMillis() / TICKS_PER_SILENCE));
      getProcessingTimeService().scheduleWithFixedDelay(this::tick, tick, tick);
    }
  }

  @Override
  public void processElement(StreamRecord<Decoded> element) {
    sign();
    Decoded decoded = element.getValue();
    boolean broken =
        decoded.isEvent() && !decoded.late() && decoded.event().eventTimeMillis() <= promised;
    output.collect(broken ? element.replace(decoded.withWatermark(promised, true)) : element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > promised) {
      promise(mark);
      sign();
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    idle = status.isIdle();
    if (!flushing) {
      super.processWatermarkStatus(status);
    }
  }

  private void promise(Watermark mark) throws Exception {
    promised = mark.getTimestamp();
    super.processWatermark(mark);
  }

  /** The source lives: silence, if it comes, begins now. */
  private void sign() {
    lastSign = getProcessingTimeService().getCurrentProcessingTime();
    promisedBeforeSilence = promised;
    flushing = false;
  }

  private void tick(long now) throws Exception {
    long silence = now - lastSign;
    if (silence < idleFlush.toMillis()
        || promised == Long.MIN_VALUE
        || promised == Long.MAX_VALUE) {
      return;
    }
    if (!flushing) {
      flushing = true;
      flushes.add(1);
      flushMetric.inc();
      super.processWatermarkStatus(WatermarkStatus.ACTIVE);
    }
    promise(new Watermark(promisedBeforeSilence + silence));
  }
}
