package io.pumpwatch.jobs.input;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** What the intake tells of itself, as Flink metrics. */
final class IntakeMetrics {
  private final Counter decoded;
  private final Counter skipped;
  private final Map<DeadCause, Counter> dead = new EnumMap<>(DeadCause.class);
  private final Counter onTime;
  private final Counter late;

  IntakeMetrics(MetricGroup group) {
    decoded = group.counter("recordsDecoded");
    skipped = group.counter("recordsSkipped");
    for (DeadCause cause : DeadCause.values()) {
      dead.put(cause, group.addGroup("cause", cause.word()).counter("recordsDead"));
    }
    onTime = group.counter("eventsOnTime");
    late = group.counter("eventsLate");
    group.meter("eventsPerSecond", new MeterView(onTime));
  }

  void count(Decoded yield) {
    if (yield.startsRecord()) {
      record(yield).inc();
    }
    if (yield.isEvent()) {
      (yield.late() ? late : onTime).inc();
    }
  }

  private Counter record(Decoded yield) {
    if (yield.isDead()) {
      return dead.get(yield.deadCause());
    }
    return yield.isSkipped() ? skipped : decoded;
  }
}
