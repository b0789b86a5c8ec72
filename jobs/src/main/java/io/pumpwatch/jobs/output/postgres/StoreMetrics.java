package io.pumpwatch.jobs.output.postgres;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a writer tells of itself, as Flink metrics. */
final class StoreMetrics {
  private final Counter stored;
  private final Counter outdated;
  private final Counter unstored;
  private final Counter unavailableMillis;

  StoreMetrics(MetricGroup group) {
    stored = group.counter("findingsStored");
    outdated = group.counter("findingsOutdated");
    unstored = group.counter("findingsUnstored");
    unavailableMillis = group.counter("databaseUnavailableMillis");
  }

  void stored(FindingUpsert.Outcome outcome) {
    stored.inc(outcome.stored());
    outdated.inc(outcome.outdated());
    unstored.inc(outcome.unstored());
  }

  void waited(Duration pause) {
    unavailableMillis.inc(pause.toMillis());
  }
}
