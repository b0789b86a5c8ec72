package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.BurstPattern;
import java.io.Serializable;
import java.util.Map;

/**
 * Limits of {@code burst}, as in {@link BurstPattern}; null where they are as elsewhere.
 *
 * @param floors least attempts a minute, by key label, over those elsewhere label by label
 */
public record BurstLimits(
    Map<String, Long> floors,
    Double falseAlarmProbability,
    Double flashMultiple,
    Double convertingShare)
    implements Serializable {

  /** None of its own. */
  public BurstLimits() {
    this(Map.of(), null, null, null);
  }

  /** All limits of the pattern. */
  static BurstLimits of(BurstPattern pattern) {
    return new BurstLimits(
        pattern.floors(),
        pattern.falseAlarmProbability(),
        pattern.flashMultiple(),
        pattern.convertingShare());
  }

  /** The pattern with these limits. */
  public BurstPattern over(BurstPattern pattern) {
    return new BurstPattern(
        PatternLimits.merged(floors, pattern.floors()),
        PatternLimits.either(falseAlarmProbability, pattern.falseAlarmProbability()),
        PatternLimits.either(flashMultiple, pattern.flashMultiple()),
        PatternLimits.either(convertingShare, pattern.convertingShare()),
        pattern.episodeGap());
  }
}
