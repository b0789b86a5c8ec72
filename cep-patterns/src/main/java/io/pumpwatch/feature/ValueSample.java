package io.pumpwatch.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Examples of the texts seen, each with its exact count. Up to the capacity these are all of them;
 * beyond it the ones with the smallest hashes stay, so that which examples are shown, and their
 * counts, depend on what was seen alone, never on its order.
 */
public final class ValueSample {
  private static final Counted[] NONE = {};

  private final int capacity;

  /** In the order of {@link Counted#compareTo}. */
  private Counted[] sample = NONE;

  private int size;

  /** A value, its hash, so that it is computed once, and how often it was seen. */
  private record Counted(long hash, String value, long count) implements Comparable<Counted> {
    @Override
    public int compareTo(Counted other) {
      int byHash = Long.compare(hash, other.hash);
      return byHash == 0 ? value.compareTo(other.value) : byHash;
    }

    Counted plus(long more) {
      return new Counted(hash, value, count + more);
    }
  }

  public ValueSample(int capacity) {
    this.capacity = capacity;
  }

  /** Counts a value; null is nothing. */
  public void add(String value, long count) {
    if (value != null) {
      add(new Counted(StableHash.of(value), value, count));
    }
  }

  private void add(Counted counted) {
    int at = Arrays.binarySearch(sample, 0, size, counted);
    if (at >= 0) {
      sample[at] = sample[at].plus(counted.count);
      return;
    }
    int position = -at - 1;
    if (position == capacity) {
      // Beyond a full sample it was, or would have been, dropped before: drop it again.
      return;
    }
    if (size == capacity) {
      size--;
    }
    if (size == sample.length) {
      sample = Arrays.copyOf(sample, Math.min(capacity, Math.max(2, size * 2)));
    }
    System.arraycopy(sample, position, sample, position + 1, size - position);
    sample[position] = counted;
    size++;
  }

  public void merge(ValueSample other) {
    for (int i = 0; i < other.size; i++) {
      add(other.sample[i]);
    }
  }

  /** The most frequent of the sample, ties by value, at most that many. */
  public List<Map.Entry<String, Long>> top(int limit) {
    List<Map.Entry<String, Long>> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(Map.entry(sample[i].value, sample[i].count));
    }
    entries.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return entries.subList(0, Math.min(limit, size));
  }

  /** The sampled values in ascending order, at most that many, smallest hashes first chosen. */
  public List<String> values(int limit) {
    return Arrays.stream(sample, 0, size).limit(limit).map(Counted::value).sorted().toList();
  }

  ValueSample copy() {
    ValueSample copy = new ValueSample(capacity);
    copy.sample = Arrays.copyOf(sample, size);
    copy.size = size;
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, size);
    for (int i = 0; i < size; i++) {
      out.writeLong(sample[i].hash);
      BinarySerializer.writeText(out, sample[i].value);
      BinarySerializer.writeVarLong(out, sample[i].count);
    }
  }

  static ValueSample read(DataInputView in, int capacity) throws IOException {
    ValueSample sample = new ValueSample(capacity);
    sample.size = (int) BinarySerializer.readVarLong(in);
    sample.sample = sample.size == 0 ? NONE : new Counted[sample.size];
    for (int i = 0; i < sample.size; i++) {
      long hash = in.readLong();
      String value = BinarySerializer.readText(in);
      sample.sample[i] = new Counted(hash, value, BinarySerializer.readVarLong(in));
    }
    return sample;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ValueSample other
        && Arrays.equals(sample, 0, size, other.sample, 0, other.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(sample, size));
  }

  @Override
  public String toString() {
    return top(size).toString();
  }
}
