package io.pumpwatch.jobs.alert.webhook;

import java.time.Duration;
import java.util.Collection;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a writer tells of itself, as Flink metrics. */
final class WebhookMetrics {
  private final Counter delivered;
  private final Counter rejected;
  private final Counter dropped;
  private final Counter retries;
  private final Counter unavailableMillis;

  /**
   * Registers them.
   *
   * @param pending the alerts that wait
   */
  WebhookMetrics(MetricGroup group, Collection<?> pending) {
    delivered = group.counter("alertsDelivered");
    rejected = group.counter("alertsRejected");
    dropped = group.counter("alertsDropped");
    retries = group.counter("webhookRetries");
    unavailableMillis = group.counter("webhookUnavailableMillis");
    group.gauge("alertsPending", pending::size);
  }

  void delivered() {
    delivered.inc();
  }

  void rejected() {
    rejected.inc();
  }

  void dropped() {
    dropped.inc();
  }

  /** An attempt failed, and another one follows after a pause. */
  void retried(Duration pause) {
    retries.inc();
    unavailableMillis.inc(pause.toMillis());
  }
}
