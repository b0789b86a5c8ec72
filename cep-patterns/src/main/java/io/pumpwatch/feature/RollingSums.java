package io.pumpwatch.feature;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Sums of a few counts over the last stretch of event time, kept in buckets: the stretch is as long
 * as stated or up to one bucket longer. Additions come in time order.
 */
final class RollingSums {
  private final long bucketMillis;
  private final int buckets;
  private final int counts;
  private final Deque<long[]> kept = new ArrayDeque<>(2);

  /**
   * @param bucketMillis length of a bucket
   * @param buckets how many buckets the stretch has
   * @param counts how many counts are summed side by side
   */
  RollingSums(long bucketMillis, int buckets, int counts) {
    this.bucketMillis = bucketMillis;
    this.buckets = buckets;
    this.counts = counts;
  }

  /** Adds the counts at that time. */
  void add(long time, long... values) {
    expire(time);
    boolean nothing = true;
    for (long value : values) {
      nothing &= value == 0;
    }
    if (nothing) {
      return;
    }
    long bucket = Math.floorDiv(time, bucketMillis);
    long[] last = kept.peekLast();
    if (last == null || last[counts] != bucket) {
      last = new long[counts + 1];
      last[counts] = bucket;
      kept.addLast(last);
    }
    for (int i = 0; i < counts; i++) {
      last[i] += values[i];
    }
  }

  /** The sum of one of the counts over the stretch that ends at that time. */
  long sum(int index, long time) {
    expire(time);
    long sum = 0;
    for (long[] bucket : kept) {
      sum += bucket[index];
    }
    return sum;
  }

  /** The sum over the bucket that holds that time and so many before it. */
  long sumSince(int index, int bucketsBack, long time) {
    expire(time);
    long oldest = Math.floorDiv(time, bucketMillis) - bucketsBack;
    long sum = 0;
    for (long[] bucket : kept) {
      sum += bucket[counts] >= oldest ? bucket[index] : 0;
    }
    return sum;
  }

  /** The sum over the buckets from the first of these numbers to before the second. */
  long sumOf(int index, long firstBucket, long endBucket) {
    long sum = 0;
    for (long[] bucket : kept) {
      sum += bucket[counts] >= firstBucket && bucket[counts] < endBucket ? bucket[index] : 0;
    }
    return sum;
  }

  private void expire(long time) {
    long oldest = Math.floorDiv(time, bucketMillis) - buckets;
    for (Iterator<long[]> it = kept.iterator(); it.hasNext() && it.next()[counts] < oldest; ) {
      it.remove();
    }
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, kept.size());
    for (long[] bucket : kept) {
      for (long value : bucket) {
        BinarySerializer.writeVarLong(out, value);
      }
    }
  }

  void readFrom(DataInputView in) throws IOException {
    long size = BinarySerializer.readVarLong(in);
    for (long i = 0; i < size; i++) {
      long[] bucket = new long[counts + 1];
      for (int j = 0; j <= counts; j++) {
        bucket[j] = BinarySerializer.readVarLong(in);
      }
      kept.addLast(bucket);
    }
  }
}
