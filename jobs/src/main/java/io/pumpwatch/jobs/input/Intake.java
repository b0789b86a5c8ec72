package io.pumpwatch.jobs.input;

import io.pumpwatch.event.SmsEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts what a source yields, sets dead letters and late events aside and lets the other events
 * pass. Whether an event is late is decided by its source and acted on here, once.
 */
public final class Intake extends ProcessFunction<Decoded, SmsEvent> {
  private static final long serialVersionUID = 1L;

  /** Records that could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  /** Events that came later than the source's bound, with the source's watermark. */
  public static final OutputTag<Decoded> LATE_EVENTS =
      new OutputTag<>("late-events", TypeInformation.of(Decoded.class));

  private transient IntakeCounters counters;
  private transient IntakeMetrics metrics;

  @Override
  public void open(OpenContext context) {
    counters = new IntakeCounters(getRuntimeContext()::getLongCounter);
    metrics = new IntakeMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<SmsEvent> out) {
    counters.count(decoded);
    metrics.count(decoded);
    if (decoded.isDead()) {
      context.output(DEAD_LETTERS, decoded.deadLetter());
    } else if (decoded.isEvent() && decoded.late()) {
      context.output(LATE_EVENTS, decoded);
    } else if (decoded.isEvent()) {
      out.collect(decoded.event());
    }
  }
}
