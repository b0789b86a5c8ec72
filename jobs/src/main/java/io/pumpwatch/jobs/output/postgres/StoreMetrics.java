package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a writer tells of itself, as Flink metrics. */
final class StoreMetrics {
  private static final int SAMPLES = 1000;
  private static final int FIRST_REVISION = 1;

  private final Counter stored;
  private final Counter outdated;
  private final Counter unstored;
  private final Counter unavailableMillis;
  private final Histogram batchMillis;
  private final Histogram emittedToStoredMillis;
  private final Histogram detectedToStoredMillis;

  StoreMetrics(MetricGroup group) {
    stored = group.counter("findingsStored");
    outdated = group.counter("findingsOutdated");
    unstored = group.counter("findingsUnstored");
    unavailableMillis = group.counter("databaseUnavailableMillis");
    batchMillis = histogram(group, "batchMillis");
    emittedToStoredMillis = histogram(group, "emittedToStoredMillis");
    detectedToStoredMillis = histogram(group, "detectedToStoredMillis");
  }

  private static Histogram histogram(MetricGroup group, String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(SAMPLES));
  }

  /**
   * A batch was committed.
   *
   * @param took from the first attempt to the commit, with all waiting for the database
   * @param now milliseconds since the epoch
   */
  void committed(List<Finding> batch, Duration took, long now) {
    batchMillis.update(took.toMillis());
    for (Finding finding : batch) {
      emittedToStoredMillis.update(Math.max(0, now - finding.emittedAt().toEpochMilli()));
      if (finding.revision() == FIRST_REVISION) {
        detectedToStoredMillis.update(Math.max(0, now - finding.detectedAt().toEpochMilli()));
      }
    }
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
