package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.SilentSourcePattern;
import java.io.Serializable;

/**
 * Limits of {@code silent-source}, as in {@link SilentSourcePattern}; null where they are as
 * elsewhere.
 */
public record SilentSourceLimits(Long missingRows) implements Serializable {

  /** None of its own. */
  public SilentSourceLimits() {
    this(null);
  }

  /** All limits of the pattern. */
  static SilentSourceLimits of(SilentSourcePattern pattern) {
    return new SilentSourceLimits(pattern.missingRows());
  }

  /** The pattern with these limits. */
  public SilentSourcePattern over(SilentSourcePattern pattern) {
    return new SilentSourcePattern(
        PatternLimits.either(missingRows, pattern.missingRows()),
        pattern.patience(),
        pattern.episodeGap());
  }
}
