package io.pumpwatch.jobs.episode;

import io.pumpwatch.event.SmsEvent;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says, when its input has ended, at what event time that was: the greatest it saw, in milliseconds
 * since the epoch. It must see every event that moves the watermark, whatever becomes of it later.
 * It says so before the final watermark, which then finds it downstream. It also shows how far the
 * watermark is behind the clock.
 */
public final class InputEnd extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<SmsEvent, Long> {
  private static final long serialVersionUID = 1L;

  private transient ListState<Long> stored;
  private transient long greatest;
  private transient volatile long watermark;

  /**
   * The greatest event time that each parallel instance saw. Whichever instance gets one back, it
   * comes through in the end: the greatest of all counts. Not a union: while one instance has ended
   * and another goes on, Flink completes no checkpoint of an operator with a union.
   */
  public static ListStateDescriptor<Long> greatest() {
    return new ListStateDescriptor<>("greatest-event-times", Types.LONG);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    stored = context.getOperatorStateStore().getListState(greatest());
    greatest = Long.MIN_VALUE;
    for (long time : stored.get()) {
      greatest = Math.max(greatest, time);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    stored.clear();
    stored.add(greatest);
  }

  @Override
  public void open() throws Exception {
    super.open();
    watermark = Long.MIN_VALUE;
    getMetricGroup().gauge("watermarkLagMillis", this::watermarkLag);
  }

  /** Not a number before the first watermark and after the last, which are no times. */
  private double watermarkLag() {
    long mark = watermark;
    return mark == Long.MIN_VALUE || mark == Long.MAX_VALUE
        ? Double.NaN
        : getProcessingTimeService().getCurrentProcessingTime() - (double) mark;
  }

  @Override
  public void processElement(StreamRecord<SmsEvent> record) {
    greatest = Math.max(greatest, record.getValue().eventTimeMillis());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      output.collect(new StreamRecord<>(greatest, Long.MAX_VALUE));
    }
    super.processWatermark(mark);
  }
}
