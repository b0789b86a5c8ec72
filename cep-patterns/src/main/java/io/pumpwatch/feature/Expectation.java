package io.pumpwatch.feature;

/**
 * What is normal for a key at a time.
 *
 * @param attemptsPerMinute mean of sends and refused attempts
 * @param dispersion size parameter of the negative binomial; the smaller, the more the counts vary
 *     beyond Poisson
 * @param conversion share of trials that succeed, 0 to 1
 * @param source {@code learnt}, {@code parent} or {@code prior}
 */
public record Expectation(
    double attemptsPerMinute, double dispersion, double conversion, String source) {
  /** Source of an expectation that was learnt from the key's own history. */
  public static final String LEARNT = "learnt";

  /** Source of an expectation that was shrunk to a wider key's. */
  public static final String PARENT = "parent";

  /** Source of an expectation that was stated in the settings. */
  public static final String PRIOR = "prior";

  /**
   * The same with the conversion of a wider key.
   *
   * @param usualConversion 0 to 1
   */
  Expectation ofParent(double usualConversion) {
    return new Expectation(attemptsPerMinute, dispersion, usualConversion, PARENT);
  }
}
