package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RollingSums} by name: of a country, of a flow. What has no name counts for nothing. */
final class NamedSums {
  private final Supplier<RollingSums> none;
  private final TreeMap<String, RollingSums> byName = new TreeMap<>();

  /**
   * @param none what a name begins with
   */
  NamedSums(Supplier<RollingSums> none) {
    this.none = none;
  }

  /** Adds the counts of a name at that time. */
  void add(String name, long time, long... values) {
    byName.computeIfAbsent(name, unused -> none.get()).add(time, values);
  }

  /** The names with their sums, by name. */
  Set<Map.Entry<String, RollingSums>> entries() {
    return byName.entrySet();
  }

  /** The sum of one of the counts of a name over the stretch that ends at that time. */
  long sum(String name, int index, long time) {
    RollingSums of = of(name);
    return of == null ? 0 : of.sum(index, time);
  }

  /** The sum over the bucket that holds that time and so many before it. */
  long sumSince(String name, int index, int bucketsBack, long time) {
    RollingSums of = of(name);
    return of == null ? 0 : of.sumSince(index, bucketsBack, time);
  }

  private RollingSums of(String name) {
    return name == null ? null : byName.get(name);
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, byName.size());
    for (Map.Entry<String, RollingSums> entry : byName.entrySet()) {
      BinarySerializer.writeText(out, entry.getKey());
      entry.getValue().write(out);
    }
  }

  void readFrom(DataInputView in) throws IOException {
    long entries = BinarySerializer.readVarLong(in);
    for (long i = 0; i < entries; i++) {
      String name = BinarySerializer.readText(in);
      RollingSums read = none.get();
      read.readFrom(in);
      byName.put(name, read);
    }
  }
}
