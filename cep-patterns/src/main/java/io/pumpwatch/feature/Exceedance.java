package io.pumpwatch.feature;

/**
 * A statistic against its limit.
 *
 * @param score the statistic
 * @param limit what it must reach to count, above 0
 */
public record Exceedance(double score, double limit) {
  /** The exceedance of a statistic that does not apply. */
  public static final Exceedance NONE = new Exceedance(0, 1);

  /** Whether the limit is reached. */
  public boolean reached() {
    return score >= limit;
  }
}
