package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ValueSampleTest {
  private static final int CAPACITY = 5;

  @Property
  void orderOfValuesPlaysNoPart(@ForAll("agents") List<String> values, @ForAll long seed) {
    List<String> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));

    assertSame(sampleOf(shuffled), sampleOf(values));
  }

  @Property
  void mergingPartsIsSamplingTheWhole(
      @ForAll("agents") List<String> values,
      @ForAll @IntRange(min = 1, max = 5) int parts,
      @ForAll long seed) {
    List<ValueSample> samples = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      samples.add(new ValueSample(CAPACITY));
    }
    Random random = new Random(seed);
    values.forEach(value -> samples.get(random.nextInt(parts)).add(value, 1));
    while (samples.size() > 1) {
      ValueSample absorbed = samples.remove(random.nextInt(samples.size()));
      samples.get(random.nextInt(samples.size())).merge(absorbed);
    }

    assertSame(samples.get(0), sampleOf(values));
  }

  @Property
  void countsOfWhatIsKeptAreExact(@ForAll("agents") List<String> values) {
    Map<String, Long> exact =
        values.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    ValueSample sample = sampleOf(values);

    assertThat(sample.top(CAPACITY)).hasSize(Math.min(CAPACITY, exact.size()));
    assertThat(exact.entrySet()).containsAll(sample.top(CAPACITY));
  }

  @Property
  void readsBackWhatItWrote(@ForAll("agents") List<String> values) {
    ValueSample sample = sampleOf(values);

    assertSame(
        BinaryForm.read(BinaryForm.bytes(sample::write), in -> ValueSample.read(in, CAPACITY)),
        sample);
  }

  @Example
  void theMostFrequentComeFirstAndTiesByValue() {
    ValueSample sample = new ValueSample(CAPACITY);
    sample.add("curl", 2);
    sample.add("okhttp", 7);
    sample.add("axios", 2);
    sample.add(null, 9);

    assertThat(sample.top(2)).containsExactly(Map.entry("okhttp", 7L), Map.entry("axios", 2L));
    assertThat(sample.values(3)).containsExactly("axios", "curl", "okhttp");
  }

  @Example
  void anEmptySampleShowsNothing() {
    assertThat(new ValueSample(CAPACITY).top(3)).isEmpty();
    assertThat(new ValueSample(CAPACITY).values(3)).isEmpty();
  }

  @Provide
  Arbitrary<List<String>> agents() {
    return Arbitraries.integers()
        .between(0, 12)
        .map(browser -> "browser/" + browser)
        .list()
        .ofMaxSize(40);
  }

  private static ValueSample sampleOf(List<String> values) {
    ValueSample sample = new ValueSample(CAPACITY);
    values.forEach(value -> sample.add(value, 1));
    return sample;
  }

  private static void assertSame(ValueSample actual, ValueSample expected) {
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.top(CAPACITY)).isEqualTo(expected.top(CAPACITY));
    assertThat(BinaryForm.bytes(actual::write)).containsExactly(BinaryForm.bytes(expected::write));
  }
}
