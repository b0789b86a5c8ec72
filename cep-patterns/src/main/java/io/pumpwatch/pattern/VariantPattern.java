package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.pattern.limit.LimitOverride;
import io.pumpwatch.pattern.limit.TrafficScope;
import java.io.Serializable;
import java.util.List;

/**
 * A pattern with the limits that a variant of the rules gives it, for all traffic. Variants for
 * which these are equal judge alike.
 *
 * @param usual the pattern where no override holds
 * @param overridden the pattern where one does, the first that matches
 */
record VariantPattern(PumpingPattern usual, List<ScopedPattern> overridden)
    implements Serializable {

  /**
   * The pattern where an override holds.
   *
   * @param scope which traffic that is
   */
  record ScopedPattern(TrafficScope scope, PumpingPattern pattern) implements Serializable {}

  /** The pattern of that name in rules that are in effect. */
  static VariantPattern of(DetectionRules rules, String name) {
    return new VariantPattern(
        rules.pattern(name),
        rules.overrides().stream().map(override -> scoped(rules, override, name)).toList());
  }

  private static ScopedPattern scoped(DetectionRules rules, LimitOverride override, String name) {
    return new ScopedPattern(override.match(), rules.overridden(override).pattern(name));
  }

  /** The pattern with the limits that hold for the traffic of that window. */
  PumpingPattern judging(TrafficFeatures features) {
    for (ScopedPattern override : overridden) {
      if (override.scope().holds(features)) {
        return override.pattern();
      }
    }
    return usual;
  }
}
