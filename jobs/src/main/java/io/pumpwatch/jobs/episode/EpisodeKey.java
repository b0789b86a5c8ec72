package io.pumpwatch.jobs.episode;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.PatternMatch;

/**
 * Whose episodes: a pattern's on a traffic key.
 *
 * @param pattern name of the pattern
 * @param key whose traffic
 * @param variants where a job tries variants of the rules, those that found the same, a bit each;
 *     else 0
 */
public record EpisodeKey(String pattern, TrafficKey key, long variants) {

  /** Whose episodes, in a job that tries no variants of the rules. */
  public EpisodeKey(String pattern, TrafficKey key) {
    this(pattern, key, 0);
  }

  /** Whose episodes the match belongs to. */
  public static EpisodeKey of(PatternMatch match) {
    return of(match.pattern(), match.deciding());
  }

  /** Whose episodes the window may belong to, of that pattern. */
  public static EpisodeKey of(String pattern, TrafficFeatures features) {
    return new EpisodeKey(pattern, features.key(), features.reachedBy());
  }

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    return 31 * (31 * pattern.hashCode() + key.hashCode()) + Long.hashCode(variants);
  }
}
