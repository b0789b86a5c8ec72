package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.SpendSurgePattern;
import java.io.Serializable;
import java.util.Map;

/**
 * Limits of {@code spend-surge}, as in {@link SpendSurgePattern}; null where they are as elsewhere.
 *
 * @param floors least spend of an hour, US dollars, by key label, over those elsewhere label by
 *     label
 */
public record SpendSurgeLimits(
    Map<String, Double> floors, Double multiple, Double evidence, Double purity)
    implements Serializable {

  /** None of its own. */
  public SpendSurgeLimits() {
    this(Map.of(), null, null, null);
  }

  /** All limits of the pattern. */
  static SpendSurgeLimits of(SpendSurgePattern pattern) {
    return new SpendSurgeLimits(
        pattern.floors(), pattern.multiple(), pattern.evidence(), pattern.purity());
  }

  /** The pattern with these limits. */
  public SpendSurgePattern over(SpendSurgePattern pattern) {
    return new SpendSurgePattern(
        PatternLimits.merged(floors, pattern.floors()),
        PatternLimits.either(multiple, pattern.multiple()),
        PatternLimits.either(evidence, pattern.evidence()),
        PatternLimits.either(purity, pattern.purity()),
        pattern.persistence(),
        pattern.patience(),
        pattern.episodeGap());
  }
}
