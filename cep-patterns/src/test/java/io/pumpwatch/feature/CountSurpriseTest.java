package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountSurpriseTest {

  @ParameterizedTest
  @CsvSource({
    "0.05, 1.5",
    "0.2, 1.5",
    "3, 1.5",
    "20, 1.5",
    "60, 1.5",
    "3, 0.5",
    "20, 8",
    "100, 50",
    "1, 1"
  })
  void theTailIsTheSumOfTheNegativeBinomial(double mean, double size) {
    for (long count : new long[] {0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144}) {
      double reference = summedTail(count, mean, size);

      assertThat(CountSurprise.tail(count, mean, size) / reference)
          .as("P(X >= %d), mean %s, size %s", count, mean, size)
          .isCloseTo(1, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.05, 1.5, 1e-6", "20, 1.5, 1e-6", "20, 1.5, 0.01", "60, 5, 1e-9", "0, 1.5, 1e-6"})
  void theLimitIsTheSmallestCountThatIsRareEnough(double mean, double size, double probability) {
    long limit = CountSurprise.limit(mean, size, probability);

    assertThat(summedTail(limit, mean, size)).isLessThanOrEqualTo(probability);
    assertThat(summedTail(limit - 1, mean, size)).isGreaterThan(probability);
  }

  @Test
  void moreTrafficOrLessPatienceNeverLowersTheLimit() {
    double[] means = {0, 0.05, 0.1, 0.3, 1, 3, 10, 20, 40, 100, 1000};
    double[] probabilities = {0.1, 1e-2, 1e-3, 1e-6, 1e-9, 1e-12};
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < probabilities.length; j++) {
        long limit = CountSurprise.limit(means[i], 1.5, probabilities[j]);
        if (i > 0) {
          assertThat(limit)
              .isGreaterThanOrEqualTo(CountSurprise.limit(means[i - 1], 1.5, probabilities[j]));
        }
        if (j > 0) {
          assertThat(limit)
              .isGreaterThanOrEqualTo(CountSurprise.limit(means[i], 1.5, probabilities[j - 1]));
        }
      }
    }
  }

  @Test
  void theMoreCountsVaryTheHigherTheLimit() {
    assertThat(CountSurprise.limit(20, 0.5, 1e-6)).isGreaterThan(CountSurprise.limit(20, 5, 1e-6));
    assertThat(CountSurprise.limit(20, 5, 1e-6)).isGreaterThan(CountSurprise.limit(20, 500, 1e-6));
  }

  /**
   * P(X ≥ count), its terms added from the small end, with P(k + 1) / P(k) = (k + r) p / (k + 1).
   */
  private static double summedTail(long count, double mean, double size) {
    double logProbability = size * Math.log(size / (size + mean));
    double ratio = mean / (size + mean);
    double term = Math.exp(logProbability);
    double sum = 0;
    for (long k = 0; k < count || term > 1e-18 * sum; k++) {
      if (k >= count) {
        sum += term;
      }
      term *= (k + size) / (k + 1) * ratio;
      if (term == 0) {
        break;
      }
    }
    return sum;
  }
}
