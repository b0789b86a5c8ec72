package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DistinctCounterTest {
  private static final int CAPACITY = 16;

  @Property
  void orderOfValuesPlaysNoPart(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 80) Long> values, @ForAll long seed) {
    List<Long> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));

    assertSame(counterOf(CAPACITY, shuffled), counterOf(CAPACITY, values));
  }

  @Property
  void mergingPartsIsCountingTheWhole(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 80) Long> values,
      @ForAll @IntRange(min = 1, max = 6) int parts,
      @ForAll long seed) {
    List<DistinctCounter> counters = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      counters.add(new DistinctCounter(CAPACITY));
    }
    Random random = new Random(seed);
    values.forEach(value -> counters.get(random.nextInt(parts)).add(value));
    // Merged two at a time in any order: a random tree.
    while (counters.size() > 1) {
      DistinctCounter absorbed = counters.remove(random.nextInt(counters.size()));
      counters.get(random.nextInt(counters.size())).merge(absorbed);
    }

    assertSame(counters.get(0), counterOf(CAPACITY, values));
  }

  @Property
  void countsExactlyUpToItsCapacity(
      @ForAll @Size(max = CAPACITY) List<@LongRange(min = 0) Long> values) {
    DistinctCounter counter = counterOf(CAPACITY, values);
    counter.merge(counterOf(CAPACITY, values));

    assertThat(counter.isExact()).isTrue();
    assertThat(counter.estimate()).isEqualTo(values.stream().distinct().count());
    assertThat(counter.values()).containsExactly(sorted(values));
  }

  @Property
  void readsBackWhatItWrote(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 80) Long> values, @ForAll long added) {
    DistinctCounter counter = counterOf(CAPACITY, values);

    DistinctCounter read =
        BinaryForm.read(BinaryForm.bytes(counter::write), in -> DistinctCounter.read(in, CAPACITY));

    assertSame(read, counter);
    counter.add(added);
    read.add(added);
    assertSame(read, counter);
  }

  @Property
  void aCopyLeavesTheOriginalAlone(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 80) Long> values) {
    DistinctCounter counter = counterOf(CAPACITY, values);
    DistinctCounter copy = counter.copy();
    copy.add(1_000_000L);
    copy.add(2_000_000L);

    assertSame(counter, counterOf(CAPACITY, values));
  }

  @Example
  void oneMoreThanItsCapacityIsAnEstimate() {
    DistinctCounter counter = counterOf(CAPACITY, LongStream.range(0, CAPACITY).boxed().toList());
    assertThat(counter.isExact()).isTrue();

    counter.add(CAPACITY);

    assertThat(counter.isExact()).isFalse();
    assertThat(counter.values()).hasSize(CAPACITY);
  }

  /** Relative standard error 1/√(capacity − 2): the root mean square over many sets stays in it. */
  @Example
  void theEstimateErrsAsMuchAsStated() {
    int capacity = DistinctCounter.DEFAULT_CAPACITY;
    int distinct = 20_000;
    int sets = 200;
    double sum = 0;
    double sumOfSquares = 0;
    for (int set = 0; set < sets; set++) {
      DistinctCounter counter = new DistinctCounter(capacity);
      for (long value = 0; value < distinct; value++) {
        counter.add(set * 10_000_000_000L + value);
      }
      double error = counter.estimate() / (double) distinct - 1;
      sum += error;
      sumOfSquares += error * error;
    }

    double stated = 1 / Math.sqrt(capacity - 2);
    assertThat(Math.sqrt(sumOfSquares / sets)).isBetween(0.8 * stated, 1.2 * stated);
    assertThat(sum / sets).as("bias").isBetween(-3 * stated / 14, 3 * stated / 14);
  }

  /** A full counter knows nothing beyond its greatest hash, and neither does what absorbs it. */
  @Example
  void ofTwoCapacitiesTheSmallerLimitsWhatIsKnown() {
    List<Long> many = LongStream.range(0, 5_000).boxed().toList();
    List<Long> others = LongStream.range(5_000, 5_200).boxed().toList();
    DistinctCounter great = counterOf(1_000, others);
    great.merge(counterOf(256, many));

    assertThat(great.isExact()).isFalse();
    assertThat(great.estimate() / 5_200.0).isBetween(0.8, 1.2);
    others.forEach(great::add);
    assertThat(great.estimate() / 5_200.0).isBetween(0.8, 1.2);
  }

  @Example
  void textsAreCountedByHash() {
    DistinctCounter counter = new DistinctCounter(CAPACITY);
    counter.add("203.0.113.7");
    counter.add("203.0.113.8");
    counter.add("203.0.113.7");

    assertThat(counter.estimate()).isEqualTo(2);
  }

  @Example
  void refusesACapacityThatHasNoError() {
    assertThatThrownBy(() -> new DistinctCounter(2)).hasMessageContaining("at least 3");
  }

  private static DistinctCounter counterOf(int capacity, List<Long> values) {
    DistinctCounter counter = new DistinctCounter(capacity);
    values.forEach(counter::add);
    return counter;
  }

  private static long[] sorted(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).distinct().sorted().toArray();
  }

  private static void assertSame(DistinctCounter actual, DistinctCounter expected) {
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.estimate()).isEqualTo(expected.estimate());
    assertThat(actual.values()).containsExactly(expected.values());
    assertThat(BinaryForm.bytes(actual::write)).containsExactly(BinaryForm.bytes(expected::write));
  }
}
