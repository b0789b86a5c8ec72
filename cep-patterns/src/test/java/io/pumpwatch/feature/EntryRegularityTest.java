package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryRegularityTest {
  private static final double HUMAN_VARIANCE = 0.25;

  /**
   * With an even number k of degrees of freedom the chi-squared distribution has a closed form: P(X
   * ≤ x) = 1 − e^(−x/2) Σ (x/2)^i / i! over i from 0 to k/2 − 1.
   */
  @ParameterizedTest
  @CsvSource({"11, 0.05", "11, 0.25", "15, 0.1", "21, 0.02", "41, 0.1", "41, 0.4"})
  void isTheLowerTailOfTheVariance(int entries, double variance) {
    double half = (entries - 1) * variance / HUMAN_VARIANCE / 2;
    double term = 1;
    double sum = 0;
    for (int i = 0; i < (entries - 1) / 2; i++) {
      sum += term;
      term *= half / (i + 1);
    }

    assertThat(EntryRegularity.of(recent(entries, variance)))
        .isCloseTo(-Math.log10(1 - Math.exp(-half) * sum), within(1e-6));
  }

  @Test
  void tooFewEntriesSayNothing() {
    assertThat(EntryRegularity.of(recent(9, 0))).isZero();
    assertThat(EntryRegularity.of(recent(10, 0))).isGreaterThan(100).isFinite();
  }

  @Test
  void theMoreRegularTheRarer() {
    assertThat(EntryRegularity.of(recent(20, 0.05)))
        .isGreaterThan(EntryRegularity.of(recent(20, 0.1)))
        .isGreaterThan(EntryRegularity.of(recent(19, 0.05)));
  }

  /** Of people a score above s comes about once in 10^s. */
  @Test
  void peopleAreAsRarelyRegularAsStated() {
    SplittableRandom random = new SplittableRandom(20260302);
    int runs = 20_000;
    int aboveOne = 0;
    int aboveTwo = 0;
    for (int run = 0; run < runs; run++) {
      double[] logs = new double[30];
      Arrays.setAll(logs, i -> 3.4 + 0.5 * random.nextGaussian());
      double mean = Arrays.stream(logs).average().orElseThrow();
      double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
      double score = EntryRegularity.of(recent(logs.length, squares / (logs.length - 1)));
      aboveOne += score > 1 ? 1 : 0;
      aboveTwo += score > 2 ? 1 : 0;
    }

    assertThat(aboveOne / (double) runs).isCloseTo(0.1, within(0.008));
    assertThat(aboveTwo / (double) runs).isCloseTo(0.01, within(0.003));
  }

  private static RecentTrials recent(int entries, double variance) {
    return new RecentTrials(entries, 0, entries, entries, 3, variance);
  }
}
