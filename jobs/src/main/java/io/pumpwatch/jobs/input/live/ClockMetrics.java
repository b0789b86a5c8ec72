package io.pumpwatch.jobs.input.live;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the clock of a live source tells of itself, as Flink metrics. */
final class ClockMetrics {
  private final Counter idleFlushes;
  private final Counter outOfOrder;
  private final Counter behindClock;

  ClockMetrics(MetricGroup group) {
    idleFlushes = group.counter("idleFlushes");
    outOfOrder = late(group, "out_of_order");
    behindClock = late(group, "behind_clock");
  }

  private static Counter late(MetricGroup group, String reason) {
    return group.addGroup("reason", reason).counter("eventsFoundLate");
  }

  void idleFlush() {
    idleFlushes.inc();
  }

  /** An event that was further behind in its partition than the bound allows. */
  void outOfOrder() {
    outOfOrder.inc();
  }

  /** An event in order that came when its time had been promised to be over. */
  void behindClock() {
    behindClock.inc();
  }
}
