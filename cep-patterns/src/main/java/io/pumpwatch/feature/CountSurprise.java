package io.pumpwatch.feature;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How surprising a count is against an over-dispersed expectation: the upper tail of the negative
 * binomial with mean m and size r, variance m + m²/r. P(X ≥ n) = I(m / (r + m); n, r), the
 * regularized incomplete beta function (NIST DLMF §8.17).
 */
public final class CountSurprise {
  private CountSurprise() {}

  /** P(X ≥ count) for that mean and size. */
  public static double tail(long count, double mean, double size) {
    return count <= 0 ? 1 : RegularizedBeta.value(mean / (size + mean), count, size);
  }

  /** The smallest count whose tail is at most that probability. */
  public static long limit(double mean, double size, double probability) {
    long high = 1;
    while (tail(high, mean, size) > probability) {
      high *= 2;
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (tail(middle, mean, size) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
