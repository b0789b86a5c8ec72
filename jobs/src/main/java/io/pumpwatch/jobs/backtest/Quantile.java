package io.pumpwatch.jobs.backtest;

import java.util.List;

/**
 * Sample quantiles by linear interpolation between order statistics, definition 7 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
 */
final class Quantile {
  private Quantile() {}

  /**
   * The value below which that share of the values lies; null where there is none.
   *
   * @param share 0 to 1
   */
  static Double of(List<Double> values, double share) {
    if (values.isEmpty()) {
      return null;
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
