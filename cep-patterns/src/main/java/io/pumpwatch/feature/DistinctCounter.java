package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Counts distinct values: exact up to its capacity, an estimate from there on. It keeps the values
 * with the smallest hashes (bottom-k; Bar-Yossef et al. 2002, Beyer et al. 2007), so its content is
 * a function of the set of values alone: not of their order, nor of how partial counters were
 * merged. Relative standard error of the estimate about 1/√(capacity − 2).
 */
public final class DistinctCounter {
  /** Capacity for grains where the values themselves are not evidence. */
  public static final int DEFAULT_CAPACITY = 256;

  private static final long[] NONE = {};

  private final int capacity;

  /** Hashes in unsigned order, sign bit flipped so that signed order is unsigned order. */
  private long[] hashes = NONE;

  private int size;
  private boolean overflowed;

  /**
   * @param capacity how many values are kept, at least 3
   */
  public DistinctCounter(int capacity) {
    if (capacity < 3) {
      throw new IllegalArgumentException("capacity must be at least 3, was " + capacity);
    }
    this.capacity = capacity;
  }

  /** Adds a value, which can be had back from {@link #values} while it is kept. */
  public void add(long value) {
    insert(StableHash.mix(value) ^ Long.MIN_VALUE);
  }

  /** Adds a text, of which only a hash is kept. */
  public void add(String text) {
    add(StableHash.of(text));
  }

  /** Adds all that the other counted; of two capacities the smaller limits what is known. */
  public void merge(DistinctCounter other) {
    if (other.size == 0) {
      return;
    }
    long[] merged = new long[size + other.size];
    int count = 0;
    int here = 0;
    int there = 0;
    while (here < size || there < other.size) {
      long next;
      if (there == other.size || (here < size && hashes[here] < other.hashes[there])) {
        next = hashes[here++];
      } else {
        next = other.hashes[there++];
        if (here < size && hashes[here] == next) {
          here++;
        }
      }
      merged[count++] = next;
    }
    if (overflowed || other.overflowed) {
      // A full counter knows nothing beyond its greatest hash.
      long horizon =
          Math.min(
              overflowed ? hashes[size - 1] : Long.MAX_VALUE,
              other.overflowed ? other.hashes[other.size - 1] : Long.MAX_VALUE);
      while (count > 0 && merged[count - 1] > horizon) {
        count--;
      }
      overflowed = true;
    }
    if (count > capacity) {
      count = capacity;
      overflowed = true;
    }
    hashes = merged;
    size = count;
  }

  private void insert(long hash) {
    if (overflowed && hash > hashes[size - 1]) {
      return;
    }
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at >= 0) {
      return;
    }
    int position = -at - 1;
    if (size == capacity) {
      overflowed = true;
      if (position == capacity) {
        return;
      }
      size--;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(capacity, Math.max(4, size * 2)));
    }
    System.arraycopy(hashes, position, hashes, position + 1, size - position);
    hashes[position] = hash;
    size++;
  }

  /** How many distinct values were added; an estimate where {@link #isExact} is false. */
  public long estimate() {
    if (!overflowed) {
      return size;
    }
    double greatest = (hashes[size - 1] ^ Long.MIN_VALUE) >>> 11;
    return Math.round((size - 1) / (greatest / (1L << 53)));
  }

  /** Whether every value is kept. */
  public boolean isExact() {
    return !overflowed;
  }

  /** How many values are kept at most. */
  public int capacity() {
    return capacity;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The kept values in ascending order; hashes where texts were added. */
  public long[] values() {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = StableHash.unmix(hashes[i] ^ Long.MIN_VALUE);
    }
    Arrays.sort(values);
    return values;
  }

  public DistinctCounter copy() {
    DistinctCounter copy = new DistinctCounter(capacity);
    copy.hashes = Arrays.copyOf(hashes, size);
    copy.size = size;
    copy.overflowed = overflowed;
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, size);
    out.writeBoolean(overflowed);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
    }
  }

  static DistinctCounter read(DataInputView in, int capacity) throws IOException {
    DistinctCounter counter = new DistinctCounter(capacity);
    counter.size = (int) BinarySerializer.readVarLong(in);
    counter.overflowed = in.readBoolean();
    counter.hashes = new long[counter.size];
    for (int i = 0; i < counter.size; i++) {
      counter.hashes[i] = in.readLong();
    }
    return counter;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DistinctCounter other
        && capacity == other.capacity
        && overflowed == other.overflowed
        && Arrays.equals(hashes, 0, size, other.hashes, 0, other.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(hashes, size));
  }

  @Override
  public String toString() {
    return (overflowed ? "about " : "") + estimate() + " distinct";
  }
}
