package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialEvidenceTest {
  private static final double EXPECTED = 0.6;

  @ParameterizedTest
  @CsvSource({"9, 11", "14, 16", "16, 18", "20, 23", "30, 34"})
  void failuresInARowReachALimit(double limit, int failures) {
    assertThat(evidenceOf(failures, 0)).isGreaterThanOrEqualTo(limit);
    assertThat(evidenceOf(failures - 1, 0)).isLessThan(limit);
  }

  @Test
  void aFailureAddsAndASuccessTakesTheLogOfTheirRatio() {
    double one = TrialEvidence.after(10, 1, 0, 0.55) - 10;
    double back = 10 - TrialEvidence.after(10, 0, 1, 0.55);

    assertThat(one).isCloseTo(Math.log(0.98 / 0.45), within(1e-12));
    assertThat(back).isCloseTo(Math.log(0.55 / 0.02), within(1e-12));
  }

  @Test
  void moreThanThatIsNotExpected() {
    assertThat(TrialEvidence.after(10, 1, 1, 0.9)).isEqualTo(TrialEvidence.after(10, 1, 1, 0.65));
    assertThat(TrialEvidence.after(10, 1, 1, 0.6))
        .isNotEqualTo(TrialEvidence.after(10, 1, 1, 0.65));
  }

  @Test
  void aFailureTakenBackLeavesNothing() {
    double before = TrialEvidence.after(0, 7, 0, 0.5);
    double failed = TrialEvidence.after(before, 1, 0, 0.5);

    assertThat(TrialEvidence.after(failed, -1, 0, 0.5)).isCloseTo(before, within(1e-12));
  }

  @Test
  void anotherExpectationIsThatOfAllItsTrials() {
    double evidence = TrialEvidence.after(TrialEvidence.after(0, 20, 0, 0.6), 0, 2, 0.6);

    assertThat(TrialEvidence.expecting(evidence, 20, 2, 0.6, 0.4))
        .isCloseTo(20 * Math.log(0.98 / 0.6) - 2 * Math.log(0.4 / 0.02), within(1e-9));
    assertThat(TrialEvidence.expecting(evidence, 20, 2, 0.6, 0.6)).isEqualTo(evidence);
    assertThat(TrialEvidence.expecting(evidence, 20, 2, 0.6, 0.11)).isZero();
    assertThat(TrialEvidence.expecting(TrialEvidence.CAP, 1_000, 0, 0.6, 0.4))
        .as("a sum at its cap")
        .isGreaterThan(30)
        .isLessThan(TrialEvidence.CAP);
    assertThat(TrialEvidence.expecting(7, 0, 3, 0.6, 0.4)).as("of trials before").isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"0.20", "0.25", "0.30", "0.35"})
  void aLowIntentAudienceDriftsToNothing(double conversion) {
    SplittableRandom random = new SplittableRandom(20260302);
    double evidence = TrialEvidence.CAP;
    int trials = 0;
    while (evidence > 0) {
      boolean succeeded = random.nextDouble() < conversion;
      evidence = TrialEvidence.after(evidence, succeeded ? 0 : 1, succeeded ? 1 : 0, EXPECTED);
      trials++;
    }

    assertThat(trials).isLessThan(1_000);
  }

  /**
   * On the way it wanders: mean trials until a limit is reached without an attack, by the
   * conversion that is normal there. What was learnt of such an audience is what keeps it silent.
   */
  @ParameterizedTest
  @CsvSource({
    // conversion, limit, mean
    "0.20,  9,     35",
    "0.25,  9,     57",
    "0.30,  9,    102",
    "0.35,  9,    201",
    "0.40,  9,    440",
    "0.20, 20,    133",
    "0.25, 20,    412",
    "0.30, 20,   1830"
  })
  void aLowIntentAudienceReachesTheLimitsOfAPriorNowAndThen(
      double conversion, double limit, double mean) {
    SplittableRandom random = new SplittableRandom(11);
    int runs = limit < 10 ? 8_000 : 400;
    long trials = 0;
    for (int run = 0; run < runs; run++) {
      trials += trialsToLimit(limit, EXPECTED, conversion, random);
    }

    assertThat(trials / (double) runs).isCloseTo(mean, withinPercentage(12));
  }

  @Test
  void staysBetweenNothingAndItsCap() {
    assertThat(TrialEvidence.after(0, 0, 1_000, 0.5)).isZero();
    assertThat(TrialEvidence.after(0, 1_000_000, 0, 0.5)).isEqualTo(TrialEvidence.CAP);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.01", "0.1", "0.999", "1"})
  void whateverIsExpectedAFailureCountsForAndASuccessAgainst(double expected) {
    assertThat(TrialEvidence.after(1, 1, 0, expected)).isGreaterThan(1).isFinite();
    assertThat(TrialEvidence.after(10, 0, 1, expected)).isLessThan(10).isFinite();
  }

  /**
   * Mean trials to the limit h, with the attack's conversion from the first trial on, beside
   * Lorden's bound h / KL(attack ‖ normal): as the limit grows, no detector that raises as few
   * false alarms is faster.
   */
  @ParameterizedTest
  @CsvSource({
    // normal, limit, bound, mean
    "0.50,  9, 15.1, 15.5",
    "0.50, 20, 33.6, 33.7",
    "0.60,  9, 11.1, 11.8",
    "0.60, 14, 17.3, 17.5",
    "0.60, 16, 19.8, 19.8",
    "0.60, 20, 24.7, 25.2",
    "0.65,  9,  9.6,  9.7",
    "0.65, 14, 14.9, 15.1",
    "0.65, 20, 21.3, 21.7"
  })
  void theDelayIsCloseToTheLeastPossible(double normal, double limit, double bound, double mean) {
    double attack = TrialEvidence.ATTACK_CONVERSION;
    double divergence =
        attack * Math.log(attack / normal) + (1 - attack) * Math.log((1 - attack) / (1 - normal));
    SplittableRandom random = new SplittableRandom(42);
    int runs = 40_000;
    long trials = 0;
    for (int run = 0; run < runs; run++) {
      trials += trialsToLimit(limit, normal, attack, random);
    }

    assertThat(limit / divergence).isCloseTo(bound, within(0.06));
    assertThat(trials / (double) runs).isCloseTo(mean, within(0.1)).isLessThan(1.1 * bound);
  }

  /** Lorden: the mean time between false alarms is at least e^h trials. */
  @ParameterizedTest
  @CsvSource({"0.5, 3", "0.5, 5", "0.65, 5", "0.75, 4"})
  void falseAlarmsAreAsRareAsStated(double normal, double limit) {
    SplittableRandom random = new SplittableRandom(7);
    int runs = 2_000;
    long trials = 0;
    for (int run = 0; run < runs; run++) {
      trials += trialsToLimit(limit, normal, normal, random);
    }

    assertThat(trials / (double) runs).isGreaterThanOrEqualTo(Math.exp(limit));
  }

  private static int trialsToLimit(
      double limit, double normal, double conversion, SplittableRandom random) {
    double evidence = 0;
    int trials = 0;
    while (evidence < limit) {
      boolean succeeded = random.nextDouble() < conversion;
      evidence = TrialEvidence.after(evidence, succeeded ? 0 : 1, succeeded ? 1 : 0, normal);
      trials++;
    }
    return trials;
  }

  private static double evidenceOf(int failed, int succeeded) {
    return TrialEvidence.after(0, failed, succeeded, EXPECTED);
  }
}
