package io.pumpwatch.feature;

/**
 * Evidence that a key's trials convert as an attack's do, and not as normal ones: Page's cumulative
 * sum (CUSUM, Page 1954) of the log-likelihood ratio of Bernoulli trials. A failure adds ln((1 − a)
 * / (1 − p)), a success takes ln(p / a) away, where p is the expected conversion and a that of an
 * attack; the sum never falls below zero. For a limit h the mean time between false alarms is at
 * least e^h trials (Lorden 1971).
 */
public final class TrialEvidence {
  /** Conversion under attack: near zero, so that a low-intent audience drifts to no evidence. */
  public static final double ATTACK_CONVERSION = 0.02;

  /**
   * What is expected at most, however well a key used to convert: an audience of low intent, at a
   * fifth to a third, must go on drifting to no evidence where it takes the place of a keen one. At
   * 0.65 a conversion of 0.23 and above drifts down.
   */
  static final double MOST_EXPECTED = 0.65;

  /** Beyond this more of the same says nothing new, and the way back should not be endless. */
  static final double CAP = 60;

  private TrialEvidence() {}

  /**
   * The sum after a window's trials.
   *
   * @param before the sum so far, nats
   * @param failed failed trials, negative where more were taken back than failed
   * @param succeeded successful trials
   * @param expectedConversion 0 to 1
   * @return nats, 0 to {@link #CAP}
   */
  static double after(double before, long failed, long succeeded, double expectedConversion) {
    return within(before + likelihood(failed, succeeded, expectedConversion));
  }

  /**
   * The sum as it would be had another conversion been expected of its trials: in proportion, as a
   * sum that reached its cap tells no more than that.
   *
   * @param evidence the sum, nats
   * @param failed failed trials since it last was nil, less those taken back
   * @param succeeded successful trials since then
   * @param expected the conversion that was expected of them, 0 to 1
   * @param another that which should have been
   * @return nats, 0 to {@link #CAP}
   */
  static double expecting(
      double evidence, long failed, long succeeded, double expected, double another) {
    double was = likelihood(failed, succeeded, expected);
    return was <= 0 ? evidence : within(evidence * likelihood(failed, succeeded, another) / was);
  }

  private static double likelihood(long failed, long succeeded, double expectedConversion) {
    // Whatever was expected, a failure must count for something and a success against.
    double normal = Math.min(MOST_EXPECTED, Math.max(5 * ATTACK_CONVERSION, expectedConversion));
    double failure = Math.log((1 - ATTACK_CONVERSION) / (1 - normal));
    double success = Math.log(normal / ATTACK_CONVERSION);
    return failed * failure - succeeded * success;
  }

  private static double within(double sum) {
    return Math.max(0, Math.min(CAP, sum));
  }
}
