package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class SequenceStatisticTest {
  private static final double LIMIT = 6;
  private static final int TRIALS = 10_000;

  /** A score above s comes about at most once in 10^s random draws. */
  @ParameterizedTest
  @CsvSource({
    "100, 5",
    "100, 10",
    "100, 30",
    "100, 60",
    "100, 95",
    "1000, 3",
    "1000, 10",
    "1000, 40",
    "1000, 200",
    "1000, 700",
    "10000, 10",
    "10000, 60",
    "10000, 300",
    "10000, 1500"
  })
  void chanceScoresAsRarelyAsStated(int size, int numbers) {
    SplittableRandom random = new SplittableRandom(31L * size + numbers);
    int aboveThree = 0;
    int aboveLimit = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double score = SequenceStatistic.of(drawn(numbers, size, random), size).score();
      aboveThree += score > 3 ? 1 : 0;
      aboveLimit += score > LIMIT ? 1 : 0;
    }

    assertThat(aboveThree).isLessThanOrEqualTo(TRIALS / 1_000);
    assertThat(aboveLimit).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void aRunIsFound(int size) {
    SequenceStatistic statistic = SequenceStatistic.of(IntStream.range(40, 52).toArray(), size);

    assertThat(statistic.longestRun()).isEqualTo(12);
    assertThat(statistic.distinct()).isEqualTo(12);
    assertThat(statistic.score()).isGreaterThan(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 10, 13, 20, 31, 43, 50})
  void aStrideIsFound(int stride) {
    int[] strided = IntStream.range(0, 15).map(i -> 7 + i * stride).toArray();

    assertThat(SequenceStatistic.of(strided, 1_000).score()).isGreaterThan(LIMIT);
    assertThat(SequenceStatistic.of(strided, 10_000).score()).isGreaterThan(LIMIT);
  }

  @Test
  void aRunWithGapsIsFound() {
    SplittableRandom random = new SplittableRandom(5);
    int[] gappy = IntStream.range(300, 340).filter(i -> random.nextDouble() < 0.6).toArray();

    assertThat(SequenceStatistic.of(gappy, 1_000).score()).isGreaterThan(LIMIT);
  }

  @Test
  void clustersAreFound() {
    RoaringBitmap clustered = new RoaringBitmap();
    SplittableRandom random = new SplittableRandom(6);
    for (int cluster = 0; cluster < 5; cluster++) {
      int centre = random.nextInt(100, 9_900);
      for (int i = 0; i < 5; i++) {
        clustered.add(centre + random.nextInt(25));
      }
    }

    assertThat(SequenceStatistic.of(clustered.toArray(), 10_000).score()).isGreaterThan(LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "50, 20"})
  void twoInterleavedRunsAreFound(int stride, int offset) {
    RoaringBitmap both = new RoaringBitmap();
    for (int i = 0; i < 10; i++) {
      both.add(100 + i * stride);
      both.add(100 + 10 * (stride == 1 ? 1 : 0) + offset + i * stride);
    }

    assertThat(SequenceStatistic.of(both.toArray(), 10_000).score()).isGreaterThan(LIMIT);
  }

  @Test
  void aRunIsFoundAmongOtherTraffic() {
    RoaringBitmap numbers = new RoaringBitmap();
    for (int suffix : drawn(60, 10_000, new SplittableRandom(8))) {
      numbers.add(suffix);
    }
    numbers.add(4_000L, 4_020L);

    assertThat(SequenceStatistic.of(numbers.toArray(), 10_000).score()).isGreaterThan(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void aPairOrAThreesomeIsNoSequence(int size) {
    assertThat(SequenceStatistic.of(new int[] {41, 42}, size).score()).isLessThan(LIMIT);
    assertThat(SequenceStatistic.of(new int[] {41, 42, 43}, size).score()).isLessThan(LIMIT);
  }

  @Test
  void companiesWithAFewNumbersEachAreNoSequence() {
    RoaringBitmap numbers = new RoaringBitmap();
    for (int suffix : drawn(60, 10_000, new SplittableRandom(9))) {
      numbers.add(suffix);
    }
    numbers.add(1_200L, 1_203L);
    numbers.add(7_770L, 7_773L);

    assertThat(SequenceStatistic.of(numbers.toArray(), 10_000).score()).isLessThan(LIMIT);
  }

  @Test
  void aFullBlockSaysNothing() {
    assertThat(SequenceStatistic.of(IntStream.range(0, 100).toArray(), 100).score()).isZero();
  }

  @Test
  void oneNumberOrNoneSaysNothing() {
    assertThat(SequenceStatistic.of(new int[0], 1_000)).isEqualTo(SequenceStatistic.NONE);
    assertThat(SequenceStatistic.of(new int[] {9}, 1_000))
        .isEqualTo(new SequenceStatistic(1, 1, 0));
  }

  @Test
  void theLongestRunIsTheLongestOfSeveral() {
    int[] numbers = {1, 2, 3, 10, 11, 12, 13, 20, 21};

    assertThat(SequenceStatistic.of(numbers, 1_000).longestRun()).isEqualTo(4);
  }

  private static int[] drawn(int numbers, int size, SplittableRandom random) {
    RoaringBitmap drawn = new RoaringBitmap();
    while (drawn.getCardinality() < numbers) {
      drawn.add(random.nextInt(size));
    }
    return drawn.toArray();
  }
}
