package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.CountrySpreadPattern;
import java.io.Serializable;

/**
 * Limits of {@code country-spread}, as in {@link CountrySpreadPattern}; null where they are as
 * elsewhere.
 */
public record CountrySpreadLimits(Integer countries, Double evidence, Double greatestConversion)
    implements Serializable {

  /** None of its own. */
  public CountrySpreadLimits() {
    this(null, null, null);
  }

  /** All limits of the pattern. */
  static CountrySpreadLimits of(CountrySpreadPattern pattern) {
    return new CountrySpreadLimits(
        pattern.countries(), pattern.evidence(), pattern.greatestConversion());
  }

  /** The pattern with these limits. */
  public CountrySpreadPattern over(CountrySpreadPattern pattern) {
    return new CountrySpreadPattern(
        PatternLimits.either(countries, pattern.countries()),
        PatternLimits.either(evidence, pattern.evidence()),
        PatternLimits.either(greatestConversion, pattern.greatestConversion()),
        pattern.patience(),
        pattern.episodeGap());
  }
}
