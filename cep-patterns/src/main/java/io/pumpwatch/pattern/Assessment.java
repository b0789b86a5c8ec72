package io.pumpwatch.pattern;

import io.pumpwatch.finding.Severity;

/**
 * What a person is told of an episode.
 *
 * @param severity how much it matters
 * @param confidence 0 to 1
 * @param explanation what was seen, what is normal, which term decided: one sentence
 * @param recommendedAction what to do about it
 */
public record Assessment(
    Severity severity, double confidence, String explanation, String recommendedAction) {}
