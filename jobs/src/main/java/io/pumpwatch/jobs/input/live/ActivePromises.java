package io.pumpwatch.jobs.input.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * What the parallel instances of a source have promised of event time, gathered where the job is
 * managed.
 *
 * <p>Reports and results are plain numbers, since they are read there without the classes of the
 * job.
 */
final class ActivePromises implements AggregateFunction<long[], TreeMap<Long, long[]>, long[]> {
  private static final long serialVersionUID = 1L;

  private static final int ATTEMPT = 0;
  private static final int INSTANCE = 1;
  private static final int WATERMARK = 2;
  private static final int WAITS = 3;

  /**
   * What all of them have promised.
   *
   * @param watermark the least promise of the instances that have something to read; where none
   *     has, the greatest of all, since there is nobody left to wait for
   * @param anyActive whether one has something to read
   */
  record Result(long watermark, boolean anyActive) {
    static Result of(long[] numbers) {
      return new Result(numbers[0], numbers[1] == 1);
    }
  }

  /**
   * The report of an instance.
   *
   * @param attempt how often the job was restarted
   * @param instance its index
   * @param watermark what it has promised
   * @param waits whether its source has nothing to read
   */
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
  public long[] getResult(TreeMap<Long, long[]> latest) {
    boolean anyActive = latest.values().stream().anyMatch(report -> report[WAITS] == 0);
    LongStream promises =
        latest.values().stream()
            .filter(report -> !anyActive || report[WAITS] == 0)
            .mapToLong(report -> report[WATERMARK]);
    LongBinaryOperator choice = anyActive ? Math::min : Math::max;
    return new long[] {promises.reduce(choice).orElse(Long.MIN_VALUE), anyActive ? 1 : 0};
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
