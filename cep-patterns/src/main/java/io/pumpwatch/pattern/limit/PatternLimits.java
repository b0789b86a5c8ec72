package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.DetectionRules;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits of patterns that differ from those elsewhere. Lengths of time are the same everywhere:
 * state rests on them.
 *
 * @param burst of {@code burst}
 * @param sequentialNumbers of {@code sequential-numbers}
 * @param sendToSuccessImbalance of {@code send-to-success-imbalance}
 * @param partialConversion of {@code partial-conversion}
 * @param repeatFlood of {@code repeat-flood}
 * @param unrequestedSends of {@code unrequested-sends}
 * @param countrySpread of {@code country-spread}
 * @param spendSurge of {@code spend-surge}
 * @param silentSource of {@code silent-source}
 */
public record PatternLimits(
    BurstLimits burst,
    SequentialNumbersLimits sequentialNumbers,
    ImbalanceLimits sendToSuccessImbalance,
    PartialConversionLimits partialConversion,
    RepeatFloodLimits repeatFlood,
    UnrequestedSendsLimits unrequestedSends,
    CountrySpreadLimits countrySpread,
    SpendSurgeLimits spendSurge,
    SilentSourceLimits silentSource)
    implements Serializable {

  /** None of their own. */
  public PatternLimits() {
    this(
        new BurstLimits(),
        new SequentialNumbersLimits(),
        new ImbalanceLimits(),
        new PartialConversionLimits(),
        new RepeatFloodLimits(),
        new UnrequestedSendsLimits(),
        new CountrySpreadLimits(),
        new SpendSurgeLimits(),
        new SilentSourceLimits());
  }

  /** All limits of those rules. */
  public static PatternLimits of(DetectionRules rules) {
    return new PatternLimits(
        BurstLimits.of(rules.burst()),
        SequentialNumbersLimits.of(rules.sequentialNumbers()),
        ImbalanceLimits.of(rules.sendToSuccessImbalance()),
        PartialConversionLimits.of(rules.partialConversion()),
        RepeatFloodLimits.of(rules.repeatFlood()),
        UnrequestedSendsLimits.of(rules.unrequestedSends()),
        CountrySpreadLimits.of(rules.countrySpread()),
        SpendSurgeLimits.of(rules.spendSurge()),
        SilentSourceLimits.of(rules.silentSource()));
  }

  static <T> T either(T own, T elsewhere) {
    return own == null ? elsewhere : own;
  }

  static <T> Map<String, T> merged(Map<String, T> own, Map<String, T> elsewhere) {
    if (own.isEmpty()) {
      return elsewhere;
    }
    Map<String, T> merged = new LinkedHashMap<>(elsewhere);
    merged.putAll(own);
    return merged;
  }
}
