package io.pumpwatch.pattern;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.util.Locale;

/** How findings speak of size, money and certainty: one scale for every pattern. */
final class Impact {
  private static final long MICROS = 1_000_000;

  /** Refusals of a provider's own guard from which they mean something: any sender has one. */
  private static final long TELLING_REFUSALS = 3;

  private Impact() {}

  /** Severity by attempts and money alone. */
  static Severity severity(TrafficTally tally) {
    long attempts = tally.attempts();
    long dollars = tally.costMicroUsd() / MICROS;
    if (attempts >= 10_000 || dollars >= 1_000) {
      return Severity.CRITICAL;
    }
    if (attempts >= 1_000 || dollars >= 100) {
      return Severity.HIGH;
    }
    return attempts >= 100 || dollars >= 10 ? Severity.MEDIUM : Severity.LOW;
  }

  /**
   * Certainty: half at the limit, near one far beyond it, less where nothing was learnt, or not of
   * the key itself. Where the provider itself refused several of the messages as fraud, half of the
   * doubt is gone.
   */
  static double confidence(EpisodeEvidence evidence) {
    double doubt = 0.5 * evidence.limit() / Math.max(evidence.score(), evidence.limit());
    double certainty =
        1 - (evidence.tally().refusedAsFraud() >= TELLING_REFUSALS ? doubt / 2 : doubt);
    return certainty
        * switch (evidence.expectation().source()) {
          case Expectation.PRIOR -> 0.9;
          case Expectation.PARENT -> 0.95;
          default -> 1;
        };
  }

  /** The entity in words. */
  static String entity(TrafficKey key) {
    if (key.isBlock() || key.is(Grain.DESTINATION_RANGE)) {
      return String.format(Locale.ROOT, "numbers %s%s", key.value(), "x".repeat(key.digits()));
    }
    return switch (Grain.ofWord(key.grain())) {
      case SOURCE_IP -> "client " + key.value();
      case SOURCE_NETWORK -> "client network " + key.value();
      case IDENTITY -> "identity " + key.value();
      case USER -> "user " + key.value();
      case DESTINATION -> "number " + key.value();
      case NETWORK -> "network " + key.value();
      case COUNTRY -> "country " + key.value();
      case FLOW -> "flow " + key.value();
      case BLOCK_COHORT -> "new blocks of numbers in " + key.value();
      default -> "tenant " + key.value();
    };
  }

  /** What would stop traffic of that entity. */
  static String action(TrafficKey key, TrafficTally tally) {
    String flow = tally.context().flow();
    String onFlow = flow == null || key.is(Grain.FLOW) ? "" : " on flow " + flow;
    return switch (Grain.ofWord(key.grain())) {
      case SOURCE_IP, SOURCE_NETWORK -> "challenge " + key.value() + onFlow;
      case IDENTITY -> "rotate or restrict credential " + key.value();
      case USER -> "hold codes for user " + key.value() + onFlow;
      case DESTINATION -> "block destination " + key.value() + onFlow;
      case DESTINATION_BLOCK, DESTINATION_RANGE ->
          "block destination prefix " + key.value() + onFlow;
      case NETWORK -> "limit destination network " + key.value() + onFlow;
      case BLOCK_COHORT -> "block the destination prefixes in destination_ranges" + onFlow;
      case COUNTRY -> "limit destination country " + key.value() + onFlow;
      default -> "limit sends" + (key.is(Grain.FLOW) ? " on flow " + key.value() : onFlow);
    };
  }

  /**
   * A count in words, nothing where there is none: a log that lacks a field counts none. The format
   * takes the count and the ending of a plural.
   */
  static String some(String format, long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, format, count, count == 1 ? "" : "s");
  }

  /** What it came to in words: money, and what the provider itself took for fraud. */
  static String toll(TrafficTally tally) {
    return money(tally.costMicroUsd())
        + (tally.costIsEstimated() ? " by tariff" : "")
        + some(" and %,d message%s refused by the provider as fraud", tally.refusedAsFraud());
  }

  /** Money in words. */
  static String money(long microUsd) {
    return String.format(Locale.ROOT, "USD %.2f", microUsd / (double) MICROS);
  }
}
