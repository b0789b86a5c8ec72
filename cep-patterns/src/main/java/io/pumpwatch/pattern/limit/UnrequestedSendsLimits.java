package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.UnrequestedSendsPattern;
import java.io.Serializable;

/**
 * Limits of {@code unrequested-sends}, as in {@link UnrequestedSendsPattern}; null where they are
 * as elsewhere.
 */
public record UnrequestedSendsLimits(Integer unrequestedSessions, Integer countingSessions)
    implements Serializable {

  /** None of its own. */
  public UnrequestedSendsLimits() {
    this(null, null);
  }

  /** All limits of the pattern. */
  static UnrequestedSendsLimits of(UnrequestedSendsPattern pattern) {
    return new UnrequestedSendsLimits(pattern.unrequestedSessions(), pattern.countingSessions());
  }

  /** The pattern with these limits. */
  public UnrequestedSendsPattern over(UnrequestedSendsPattern pattern) {
    return new UnrequestedSendsPattern(
        PatternLimits.either(unrequestedSessions, pattern.unrequestedSessions()),
        PatternLimits.either(countingSessions, pattern.countingSessions()),
        pattern.patience(),
        pattern.episodeGap());
  }
}
