package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.PartialConversionPattern;
import java.io.Serializable;

/**
 * Limits of {@code partial-conversion}, as in {@link PartialConversionPattern}; null where they are
 * as elsewhere.
 */
public record PartialConversionLimits(
    Double significance, Double concentration, Integer leastTrials, Double leastConversion)
    implements Serializable {

  /** None of its own. */
  public PartialConversionLimits() {
    this(null, null, null, null);
  }

  /** All limits of the pattern. */
  static PartialConversionLimits of(PartialConversionPattern pattern) {
    return new PartialConversionLimits(
        pattern.significance(),
        pattern.concentration(),
        pattern.leastTrials(),
        pattern.leastConversion());
  }

  /** The pattern with these limits. */
  public PartialConversionPattern over(PartialConversionPattern pattern) {
    return new PartialConversionPattern(
        PatternLimits.either(significance, pattern.significance()),
        PatternLimits.either(concentration, pattern.concentration()),
        PatternLimits.either(leastTrials, pattern.leastTrials()),
        PatternLimits.either(leastConversion, pattern.leastConversion()),
        pattern.persistence(),
        pattern.patience(),
        pattern.episodeGap());
  }
}
