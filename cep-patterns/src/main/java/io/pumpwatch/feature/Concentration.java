package io.pumpwatch.feature;

/**
 * How far a block takes more of its country's messages than its earlier share explains, whatever
 * the volume: G = n ln(n / m) − (n − m) for n distinct numbers where m were to be expected, the
 * log-likelihood ratio of a Poisson count at its own rate against the expected one (Kulldorff 1997,
 * for one window). A surge of the whole country raises both and cancels out.
 */
public final class Concentration {
  /** Messages that a country, and each of its blocks, is taken to have had before any was seen. */
  private static final double PRIOR_COUNTRY_SENDS = 50;

  private static final double PRIOR_BLOCK_SENDS = 1;

  /** What a block that was never seen is taken to have, of what its country's blocks have. */
  private static final double SHARE_OF_AVERAGE = 0.5;

  private Concentration() {}

  /**
   * The share of its country's messages that a block can be expected to take, 0 to 1.
   *
   * @param earlierSends messages to the block before
   * @param earlierCountrySends messages to the country before
   * @param earlierBlocks blocks of the country that had answered before
   */
  static double share(long earlierSends, long earlierCountrySends, long earlierBlocks) {
    double average = earlierBlocks == 0 ? 0 : (double) earlierCountrySends / earlierBlocks;
    double prior = Math.max(PRIOR_BLOCK_SENDS, SHARE_OF_AVERAGE * average);
    return Math.min(1, (earlierSends + prior) / (earlierCountrySends + PRIOR_COUNTRY_SENDS));
  }

  /**
   * The statistic, nats; 0 where no more were seen than expected.
   *
   * @param numbers distinct numbers of the block in a stretch of time
   * @param expected how many were to be expected
   */
  static double of(long numbers, double expected) {
    return numbers <= expected || expected == 0
        ? 0
        : numbers * Math.log(numbers / expected) - (numbers - expected);
  }
}
