package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.SequentialNumbersPattern;
import java.io.Serializable;

/**
 * Limits of {@code sequential-numbers}, as in {@link SequentialNumbersPattern}; null where they are
 * as elsewhere.
 */
public record SequentialNumbersLimits(
    Double significance,
    Integer leastNumbers,
    Integer unansweredTrials,
    Double unansweredConversion,
    Double unloggedMultiple)
    implements Serializable {

  /** None of its own. */
  public SequentialNumbersLimits() {
    this(null, null, null, null, null);
  }

  /** All limits of the pattern. */
  static SequentialNumbersLimits of(SequentialNumbersPattern pattern) {
    return new SequentialNumbersLimits(
        pattern.significance(),
        pattern.leastNumbers(),
        pattern.unansweredTrials(),
        pattern.unansweredConversion(),
        pattern.unloggedMultiple());
  }

  /** The pattern with these limits. */
  public SequentialNumbersPattern over(SequentialNumbersPattern pattern) {
    return new SequentialNumbersPattern(
        PatternLimits.either(significance, pattern.significance()),
        PatternLimits.either(leastNumbers, pattern.leastNumbers()),
        PatternLimits.either(unansweredTrials, pattern.unansweredTrials()),
        PatternLimits.either(unansweredConversion, pattern.unansweredConversion()),
        PatternLimits.either(unloggedMultiple, pattern.unloggedMultiple()),
        pattern.patience(),
        pattern.episodeGap());
  }
}
