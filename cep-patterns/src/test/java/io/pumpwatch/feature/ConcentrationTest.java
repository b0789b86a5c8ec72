package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcentrationTest {

  /** Of n Poisson events at rate n against rate m: ln(e^−n n^n / n!) − ln(e^−m m^n / n!). */
  @ParameterizedTest
  @CsvSource({"30, 2", "30, 0.01", "30, 29.5", "7, 0.17", "900, 10", "2, 1.5"})
  void isTheLogLikelihoodRatioOfThePoissonCount(long numbers, double expected) {
    double logFactorial = 0;
    for (long i = 2; i <= numbers; i++) {
      logFactorial += Math.log(i);
    }
    double atItsOwnRate = -numbers + numbers * Math.log(numbers) - logFactorial;
    double atTheExpectedRate = -expected + numbers * Math.log(expected) - logFactorial;

    assertThat(Concentration.of(numbers, expected))
        .isPositive()
        .isCloseTo(atItsOwnRate - atTheExpectedRate, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "5, 5", "5, 9.5"})
  void whatIsNoMoreThanExpectedIsNone(long numbers, double expected) {
    assertThat(Concentration.of(numbers, expected)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // messages of the block, of the country, blocks that answered, expected share as a fraction
    "  0,     0,   0,    1, 50",
    "  0, 10000,   0,    1, 10050",
    "199, 10000,   0,  200, 10050",
    "  0, 10000, 100,   50, 10050",
    "150, 10000, 100,  200, 10050",
    "  0,    10,  40,    1, 60",
    "900,   100,   0,    1, 1"
  })
  void aBlockCanBeExpectedToTakeItsEarlierShare(
      long earlier, long ofCountry, long blocks, double dividend, double divisor) {
    assertThat(Concentration.share(earlier, ofCountry, blocks))
        .isCloseTo(dividend / divisor, within(1e-12));
  }

  @Test
  void aSurgeOfTheWholeCountryCancelsOut() {
    double share = Concentration.share(200, 10_000, 0);

    assertThat(Concentration.of(2, 100 * share)).isZero();
    assertThat(Concentration.of(40, 2_000 * share)).isZero();
    assertThat(Concentration.of(40, 100 * share)).isGreaterThan(50);
  }

  @Test
  void growsWithTheNumbersAndShrinksWithWhatIsExpected() {
    assertThat(Concentration.of(20, 3))
        .isGreaterThan(Concentration.of(19, 3))
        .isGreaterThan(Concentration.of(20, 3.1));
  }
}
