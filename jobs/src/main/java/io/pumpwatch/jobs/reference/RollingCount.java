package io.pumpwatch.jobs.reference;

import java.time.Duration;
import java.util.TreeMap;

/** How many of something there were in a span of time up to now. Mutable. */
final class RollingCount {
  private final long span;
  private final TreeMap<Long, Long> byTime = new TreeMap<>();
  private long sum;

  RollingCount(Duration span) {
    this.span = span.toMillis();
  }

  /** Counts more, or fewer, at a time; what is older than the span is of no effect. */
  void add(long time, long count) {
    byTime.merge(time, count, Long::sum);
    sum += count;
  }

  /** The count of the span that ends at a time, which never goes back. */
  long upTo(long now) {
    while (!byTime.isEmpty() && byTime.firstKey() <= now - span) {
      sum -= byTime.pollFirstEntry().getValue();
    }
    return sum;
  }
}
