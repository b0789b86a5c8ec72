package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was seen in one minute of the numbers that share all but their last four digits, number by
 * number and tenant by tenant. Mutable and mergeable, in any order.
 */
@TypeInfo(BlockMinuteTypeInfo.Factory.class)
public final class BlockMinute {
  private static final int BLOCK = 10_000;

  private final TreeMap<NumberKey, NumberTally> numbers = new TreeMap<>(NumberKey.ORDER);

  /** The block of a number: what is left of it without its last four digits. */
  public static long blockOf(long number) {
    return number / BLOCK;
  }

  /** Counts an event that names a number of the block. */
  public void add(ObservedEvent observed, TrialRules rules) {
    numbers
        .computeIfAbsent(
            new NumberKey(observed.event().tenant(), observed.number()),
            unused -> new NumberTally())
        .add(observed, rules.marksOf(observed));
  }

  /** Adds all that the other counted; the other must not be used any more. */
  public void merge(BlockMinute other) {
    other.numbers.forEach(
        (key, tally) -> {
          NumberTally here = numbers.putIfAbsent(key, tally);
          if (here != null) {
            here.merge(tally);
          }
        });
  }

  /** What was seen of each number, by tenant and number in ascending order. */
  public SortedMap<NumberKey, NumberTally> numbers() {
    return numbers;
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, numbers.size());
    for (Map.Entry<NumberKey, NumberTally> entry : numbers.entrySet()) {
      BinarySerializer.writeText(out, entry.getKey().tenant());
      BinarySerializer.writeVarLong(out, entry.getKey().number());
      entry.getValue().write(out);
    }
  }

  static BlockMinute read(DataInputView in) throws IOException {
    BlockMinute minute = new BlockMinute();
    long size = BinarySerializer.readVarLong(in);
    for (long i = 0; i < size; i++) {
      NumberKey key =
          new NumberKey(BinarySerializer.readText(in), BinarySerializer.readVarLong(in));
      minute.numbers.put(key, NumberTally.read(in));
    }
    return minute;
  }
}
