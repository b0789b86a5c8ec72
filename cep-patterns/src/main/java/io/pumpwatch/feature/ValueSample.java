package io.pumpwatch.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Examples of the texts seen, each with its exact count. Up to the capacity these are all of them;
 * beyond it the ones with the smallest hashes stay, so that which examples are shown, and their
 * counts, depend on what was seen alone, never on its order.
 */
public final class ValueSample {
  private static final Comparator<String> BY_HASH =
      Comparator.comparingLong(StableHash::of).thenComparing(Comparator.naturalOrder());

  private final int capacity;
  private TreeMap<String, Long> counts;

  public ValueSample(int capacity) {
    this.capacity = capacity;
  }

  /** Counts a value; null is nothing. */
  public void add(String value, long count) {
    if (value == null) {
      return;
    }
    if (counts == null) {
      counts = new TreeMap<>(BY_HASH);
    }
    // A value beyond a full sample's greatest hash was, or would have been, dropped: drop it again.
    counts.merge(value, count, Long::sum);
    if (counts.size() > capacity) {
      counts.pollLastEntry();
    }
  }

  public void merge(ValueSample other) {
    if (other.counts != null) {
      other.counts.forEach(this::add);
    }
  }

  /** The most frequent of the sample, ties by value, at most that many. */
  public List<Map.Entry<String, Long>> top(int limit) {
    if (counts == null) {
      return List.of();
    }
    List<Map.Entry<String, Long>> entries = new ArrayList<>();
    counts.forEach((value, count) -> entries.add(Map.entry(value, count)));
    entries.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return entries.subList(0, Math.min(limit, entries.size()));
  }

  /** The sampled values in ascending order, at most that many, smallest hashes first chosen. */
  public List<String> values(int limit) {
    return counts == null ? List.of() : counts.keySet().stream().limit(limit).sorted().toList();
  }

  ValueSample copy() {
    ValueSample copy = new ValueSample(capacity);
    copy.merge(this);
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, counts == null ? 0 : counts.size());
    if (counts != null) {
      for (Map.Entry<String, Long> entry : counts.entrySet()) {
        BinarySerializer.writeText(out, entry.getKey());
        BinarySerializer.writeVarLong(out, entry.getValue());
      }
    }
  }

  static ValueSample read(DataInputView in, int capacity) throws IOException {
    ValueSample sample = new ValueSample(capacity);
    long size = BinarySerializer.readVarLong(in);
    for (long i = 0; i < size; i++) {
      String value = BinarySerializer.readText(in);
      sample.add(value, BinarySerializer.readVarLong(in));
    }
    return sample;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ValueSample other
        && (counts == null ? Map.of() : counts)
            .equals(other.counts == null ? Map.of() : other.counts);
  }

  @Override
  public int hashCode() {
    return counts == null ? 0 : counts.hashCode();
  }

  @Override
  public String toString() {
    return String.valueOf(counts);
  }
}
