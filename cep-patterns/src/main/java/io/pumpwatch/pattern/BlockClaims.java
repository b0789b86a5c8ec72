package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the blocks that hold one another claims what. A pattern speaks once a tenant and minute
 * for all numbers that share all but their last four digits: on the window that reaches most of its
 * statistics, among these on the widest block from which no code has come back within weeks, else
 * on the narrowest; and on all tenants together only where no tenant's own block speaks.
 */
final class BlockClaims {
  private BlockClaims() {}

  /**
   * The windows that go on, each with the statistics of the patterns that it speaks for.
   *
   * @param scored windows of the same minute and block of 10 000, with the statistics they reach
   * @param patterns the catalogue
   */
  static List<TrafficFeatures> of(List<TrafficFeatures> scored, List<PumpingPattern> patterns) {
    Map<TrafficFeatures, Map<String, Exceedance>> claims = new IdentityHashMap<>();
    for (PumpingPattern pattern : patterns) {
      Map<String, TrafficFeatures> byTenant = new TreeMap<>();
      for (TrafficFeatures features : scored) {
        if (reached(pattern, features) > 0) {
          byTenant.merge(
              features.key().tenant(),
              features,
              (one, other) -> preference(pattern).compare(one, other) >= 0 ? one : other);
        }
      }
      if (byTenant.size() > 1) {
        byTenant.remove(TrafficKey.ALL_TENANTS);
      }
      for (TrafficFeatures features : byTenant.values()) {
        claims
            .computeIfAbsent(features, unused -> new LinkedHashMap<>())
            .putAll(ofPattern(pattern, features));
      }
    }
    return scored.stream()
        .filter(claims::containsKey)
        .map(features -> features.withExceedances(claims.get(features)))
        .toList();
  }

  private static long reached(PumpingPattern pattern, TrafficFeatures features) {
    return pattern.statistics().stream().filter(features.exceedances()::containsKey).count();
  }

  private static Map<String, Exceedance> ofPattern(
      PumpingPattern pattern, TrafficFeatures features) {
    Map<String, Exceedance> own = new LinkedHashMap<>(features.exceedances());
    own.keySet().retainAll(pattern.statistics());
    return own;
  }

  private static Comparator<TrafficFeatures> preference(PumpingPattern pattern) {
    return Comparator.<TrafficFeatures>comparingLong(features -> reached(pattern, features))
        .thenComparing(features -> !features.activity().proven())
        .thenComparingInt(
            features ->
                features.activity().proven() ? -features.key().digits() : features.key().digits())
        .thenComparing(features -> features.key().value(), Comparator.reverseOrder());
  }
}
