package io.pumpwatch.jobs.episode;

/** Whose episodes: those of a pattern on traffic, as one variant of the rules or several see it. */
public sealed interface EpisodeOwner permits EpisodeKey, VariantEpisodeKey {

  /** Name of the pattern. */
  String pattern();

  /**
   * Where a job tries variants of the rules, those that found the same, a bit each; else {@link
   * #NO_VARIANTS}.
   */
  long variants();

  /** In a job that tries no variants of the rules. */
  long NO_VARIANTS = 0;
}
