package io.pumpwatch.jobs.episode;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.PatternMatch;

/**
 * Whose episodes in a job that tries variants of the rules: a pattern's on a traffic key, as some
 * of them see it.
 *
 * @param pattern name of the pattern
 * @param key whose traffic
 * @param variants those that found the same, a bit each
 */
public record VariantEpisodeKey(String pattern, TrafficKey key, long variants)
    implements EpisodeOwner {

  /** Whose episodes the match belongs to. */
  public static VariantEpisodeKey of(PatternMatch match) {
    return of(match.pattern(), match.deciding());
  }

  /** Whose episodes the window may belong to, of that pattern. */
  public static VariantEpisodeKey of(String pattern, TrafficFeatures features) {
    return new VariantEpisodeKey(pattern, features.key(), features.reachedBy());
  }

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    return 31 * (31 * pattern.hashCode() + key.hashCode()) + Long.hashCode(variants);
  }
}
