package io.pumpwatch.jobs.episode;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.PatternMatch;

/**
 * Whose episodes: a pattern's on a traffic key.
 *
 * @param pattern name of the pattern
 * @param key whose traffic
 */
public record EpisodeKey(String pattern, TrafficKey key) implements EpisodeOwner {

  /** Whose episodes the match belongs to. */
  public static EpisodeKey of(PatternMatch match) {
    return new EpisodeKey(match.pattern(), match.key());
  }

  @Override
  public long variants() {
    return NO_VARIANTS;
  }

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + key.hashCode();
  }
}
