package io.pumpwatch.feature;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How rarely people would enter codes so regularly: the lower tail of (n − 1) s² / σ², chi-squared
 * with n − 1 degrees of freedom, for the variance s² of the logarithm of n times from delivery to
 * entry, and σ² that of people.
 */
public final class EntryRegularity {
  /** Standard deviation of the logarithm for people: half of them within a factor of 1.4. */
  private static final double HUMAN_VARIANCE = 0.25;

  private static final int LEAST_ENTRIES = 10;
  private static final double LEAST_PROBABILITY = 1e-300;

  private EntryRegularity() {}

  /** −log10 of the probability; 0 where there are too few entries to say. */
  public static double of(RecentTrials recent) {
    if (recent.entries() < LEAST_ENTRIES) {
      return 0;
    }
    double freedom = recent.entries() - 1.0;
    double probability =
        ChiSquaredDistribution.of(freedom)
            .cumulativeProbability(freedom * recent.varianceLogEntry() / HUMAN_VARIANCE);
    return -Math.log10(Math.max(LEAST_PROBABILITY, probability));
  }
}
