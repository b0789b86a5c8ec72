package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import java.io.Serializable;
import java.util.Map;

/**
 * Limits of {@code send-to-success-imbalance}, as in {@link SendToSuccessImbalancePattern}; null
 * where they are as elsewhere.
 *
 * @param limits evidence that counts, nats, by key label, over those elsewhere label by label
 */
public record ImbalanceLimits(
    Map<String, Double> limits,
    Integer leastNumbers,
    Integer leastConcentrated,
    Double concentrationWeight,
    Double refusalWeight,
    Double greatestConversion,
    Double purity)
    implements Serializable {

  /** None of its own. */
  public ImbalanceLimits() {
    this(Map.of(), null, null, null, null, null, null);
  }

  /** All limits of the pattern. */
  static ImbalanceLimits of(SendToSuccessImbalancePattern pattern) {
    return new ImbalanceLimits(
        pattern.limits(),
        pattern.leastNumbers(),
        pattern.leastConcentrated(),
        pattern.concentrationWeight(),
        pattern.refusalWeight(),
        pattern.greatestConversion(),
        pattern.purity());
  }

  /** The pattern with these limits. */
  public SendToSuccessImbalancePattern over(SendToSuccessImbalancePattern pattern) {
    return new SendToSuccessImbalancePattern(
        PatternLimits.merged(limits, pattern.limits()),
        PatternLimits.either(leastNumbers, pattern.leastNumbers()),
        PatternLimits.either(leastConcentrated, pattern.leastConcentrated()),
        PatternLimits.either(concentrationWeight, pattern.concentrationWeight()),
        PatternLimits.either(refusalWeight, pattern.refusalWeight()),
        PatternLimits.either(greatestConversion, pattern.greatestConversion()),
        PatternLimits.either(purity, pattern.purity()),
        pattern.persistence(),
        pattern.patience(),
        pattern.episodeGap());
  }
}
