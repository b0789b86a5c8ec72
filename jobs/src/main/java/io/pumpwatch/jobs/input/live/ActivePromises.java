package io.pumpwatch.jobs.input.live;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * What the parallel instances of a source have promised of event time, gathered where the job is
 * managed: the least promise of those that have something to read.
 *
 * <p>A report is plain numbers, since it is read there without the classes of the job: attempt,
 * instance, watermark, and 1 where the instance waits for its source.
 */
final class ActivePromises implements AggregateFunction<long[], TreeMap<Long, long[]>, Long> {
  private static final long serialVersionUID = 1L;

  /** The result where all instances wait for their source. */
  static final long NONE_ACTIVE = Long.MAX_VALUE;

  private static final int ATTEMPT = 0;
  private static final int INSTANCE = 1;
  private static final int WATERMARK = 2;
  private static final int WAITS = 3;

  /** The report of an instance. */
  static long[] report(int attempt, int instance, long watermark, boolean waits) {
    return new long[] {attempt, instance, watermark, waits ? 1 : 0};
  }

  @Override
  public TreeMap<Long, long[]> createAccumulator() {
    return new TreeMap<>();
  }

  @Override
  public TreeMap<Long, long[]> add(long[] report, TreeMap<Long, long[]> latest) {
    // What was promised before a restart is promised anew.
    latest.values().removeIf(earlier -> earlier[ATTEMPT] < report[ATTEMPT]);
    latest.put(report[INSTANCE], report);
    return latest;
  }

  @Override
  public Long getResult(TreeMap<Long, long[]> latest) {
    return latest.values().stream()
        .filter(report -> report[WAITS] == 0)
        .mapToLong(report -> report[WATERMARK])
        .min()
        .orElse(NONE_ACTIVE);
  }

  @Override
  public TreeMap<Long, long[]> merge(TreeMap<Long, long[]> some, TreeMap<Long, long[]> others) {
    TreeMap<Long, long[]> all = new TreeMap<>(some);
    for (Map.Entry<Long, long[]> other : others.entrySet()) {
      add(other.getValue(), all);
    }
    return all;
  }
}
