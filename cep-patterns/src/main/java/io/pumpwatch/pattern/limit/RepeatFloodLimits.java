package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.RepeatFloodPattern;
import java.io.Serializable;

/**
 * Limits of {@code repeat-flood}, as in {@link RepeatFloodPattern}; null where they are as
 * elsewhere.
 */
public record RepeatFloodLimits(
    Integer repeatedSends, Integer unansweredSends, Integer leastMinutes, Double unloggedMultiple)
    implements Serializable {

  /** None of its own. */
  public RepeatFloodLimits() {
    this(null, null, null, null);
  }

  /** All limits of the pattern. */
  static RepeatFloodLimits of(RepeatFloodPattern pattern) {
    return new RepeatFloodLimits(
        pattern.repeatedSends(),
        pattern.unansweredSends(),
        pattern.leastMinutes(),
        pattern.unloggedMultiple());
  }

  /** The pattern with these limits. */
  public RepeatFloodPattern over(RepeatFloodPattern pattern) {
    return new RepeatFloodPattern(
        PatternLimits.either(repeatedSends, pattern.repeatedSends()),
        PatternLimits.either(unansweredSends, pattern.unansweredSends()),
        PatternLimits.either(leastMinutes, pattern.leastMinutes()),
        PatternLimits.either(unloggedMultiple, pattern.unloggedMultiple()),
        pattern.persistence(),
        pattern.patience(),
        pattern.episodeGap());
  }
}
