package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.input.live.EventClock;
import io.pumpwatch.jobs.message.Deduplicate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/**
 * What a run counted.
 *
 * @param paths counts by path, {@code records/decoded}, {@code format/cloudtrail/events}, …
 */
record RunCounts(Map<String, Long> paths) {
  private static final long PATIENCE_SECONDS = 5;

  /** The counts of a run that has ended. */
  static RunCounts of(JobExecutionResult result) {
    return of(result.getAllAccumulatorResults());
  }

  /** The counts of a run that goes on; none where they cannot be had just now. */
  static RunCounts soFar(JobClient job) {
    try {
      return of(job.getAccumulators().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException notNow) {
      return new RunCounts(Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RunCounts(Map.of());
    }
  }

  private static RunCounts of(Map<String, Object> accumulators) {
    Map<String, Long> paths = new TreeMap<>();
    accumulators.forEach(
        (path, value) -> {
          if (value instanceof Long count) {
            paths.put(path, count);
          }
        });
    return new RunCounts(paths);
  }

  private long at(String path) {
    return paths.getOrDefault(path, 0L);
  }

  /** Records read so far. */
  long read() {
    return at("records/decoded") + at("records/skipped") + at("records/dead");
  }

  RunReport.Records records() {
    return new RunReport.Records(
        read(), at("records/decoded"), at("records/skipped"), at("records/dead"));
  }

  /** How often event time went on because a source fell silent. */
  long idleFlushes() {
    return at(EventClock.IDLE_FLUSHES);
  }

  RunReport.Events events() {
    long onTime = at("events/on_time");
    long late = at("events/late");
    return new RunReport.Events(onTime + late, onTime, late, at(Deduplicate.DUPLICATES));
  }

  /** Events by the log format they came from. */
  Map<String, Long> eventsByFormat() {
    return byFormat("events");
  }

  /** Fields that were ignored, by the log format that does not know them. */
  Map<String, Long> unknownFieldsByFormat() {
    return byFormat("unknown_fields");
  }

  private Map<String, Long> byFormat(String counted) {
    Map<String, Long> counts = new TreeMap<>();
    paths.forEach(
        (path, count) -> {
          String[] parts = path.split("/");
          if (parts.length == 3 && parts[0].equals("format") && parts[2].equals(counted)) {
            counts.put(parts[1], count);
          }
        });
    return counts;
  }
}
