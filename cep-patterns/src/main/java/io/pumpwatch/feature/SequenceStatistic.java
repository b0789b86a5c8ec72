package io.pumpwatch.feature;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How far the numbers seen in a block lie closer, or more evenly, than chance would put them.
 *
 * <p>Of n distinct numbers in a block of N, drawn at random, the gap between neighbours in order is
 * about geometric with q = (n − 1) / (N − 1): P(gap ≤ g) = 1 − (1 − q)^g and P(gap = d) = q(1 −
 * q)^(d − 1). Two counts are compared with their binomial tails: neighbours at most g apart, for a
 * few g (runs and clusters), and neighbours exactly d apart, for strides d. Order of arrival plays
 * no part. The score is −log10 of the smaller tail, made worse by the number of tails looked at
 * (Bonferroni), so that among random draws a score above s comes about once in 10^s.
 *
 * @param distinct how many distinct numbers
 * @param longestRun longest run of consecutive numbers
 * @param score −log10 of the chance probability, at least 0
 */
public record SequenceStatistic(int distinct, int longestRun, double score) {
  private static final int[] NEIGHBOURHOODS = {1, 3, 10, 30};
  private static final int GREATEST_STRIDE = 50;
  private static final int TESTS = NEIGHBOURHOODS.length + GREATEST_STRIDE - 1;
  private static final double LEAST_PROBABILITY = 1e-300;

  /** The statistic of no numbers. */
  public static final SequenceStatistic NONE = new SequenceStatistic(0, 0, 0);

  /**
   * Measures the numbers of a block.
   *
   * @param ascending distinct suffixes in ascending order, each in 0 to size − 1
   * @param size numbers in the block
   */
  public static SequenceStatistic of(int[] ascending, long size) {
    int gaps = ascending.length - 1;
    if (gaps < 1) {
      return new SequenceStatistic(ascending.length, ascending.length, 0);
    }
    int[] within = new int[NEIGHBOURHOODS.length];
    int[] strides = new int[GREATEST_STRIDE + 1];
    int run = 1;
    int longest = 1;
    for (int i = 1; i < ascending.length; i++) {
      int gap = ascending[i] - ascending[i - 1];
      run = gap == 1 ? run + 1 : 1;
      longest = Math.max(longest, run);
      for (int j = 0; j < NEIGHBOURHOODS.length; j++) {
        within[j] += gap <= NEIGHBOURHOODS[j] ? 1 : 0;
      }
      if (gap <= GREATEST_STRIDE) {
        strides[gap]++;
      }
    }
    double q = (double) gaps / (size - 1);
    double least = 1;
    for (int j = 0; j < NEIGHBOURHOODS.length; j++) {
      least = Math.min(least, tail(within[j], gaps, 1 - Math.pow(1 - q, NEIGHBOURHOODS[j])));
    }
    for (int stride = 2; stride <= GREATEST_STRIDE; stride++) {
      if (strides[stride] > 1) {
        least = Math.min(least, tail(strides[stride], gaps, q * Math.pow(1 - q, stride - 1)));
      }
    }
    double corrected = Math.max(LEAST_PROBABILITY, least * TESTS);
    return new SequenceStatistic(ascending.length, longest, Math.max(0, -Math.log10(corrected)));
  }

  private static double tail(int successes, int trials, double probability) {
    // A count up to its mean is as likely as not: no surprise, whatever its tail is exactly.
    return successes <= trials * probability
        ? 1
        : BinomialDistribution.of(trials, Math.min(1, probability))
            .survivalProbability(successes - 1);
  }
}
