package io.pumpwatch.pattern;

import io.pumpwatch.feature.DistinctCounter;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficTally;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Why what looks like an attack is probably none: such a finding is informational, and says so. */
final class HarmlessReason {
  /** Machines that a test or a monitor runs on at most. */
  private static final long MOST_TEST_CLIENTS = 3;

  private static final long TEST_NUMBERS = 100;
  private static final double NEXT_TO_ALL = 0.9;

  /** Share of the tenant's messages from which a country is one of its own. */
  private static final double HOME_SHARE = 0.1;

  private HarmlessReason() {}

  /** The reason, as the end of a sentence; empty where there is none. */
  static String of(EpisodeEvidence evidence) {
    if (evidence.health().restCollapsed()) {
      return ", but the tenant's other traffic fails as well: verification itself seems broken";
    }
    if (looksLikeJob(evidence.tally(), evidence.health())) {
      return ", but no client asked for them: this looks like a job that writes to customers on its"
          + " own";
    }
    if (looksLikeTests(evidence.tally(), evidence.health())) {
      return ", but a few machines write to a few numbers next to each other at home: this looks"
          + " like a test or a monitor";
    }
    return "";
  }

  /** Whether verification itself seems broken. */
  static boolean isOutage(EpisodeEvidence evidence) {
    return evidence.health().restCollapsed();
  }

  /** Codes that nobody waits for come back late or never. */
  static boolean looksLikeJob(TrafficTally tally, TenantHealth health) {
    return health.clientsLogged()
        && tally.failedTrials() > 0
        && tally.unaskedFailed() >= NEXT_TO_ALL * tally.failedTrials();
  }

  /**
   * Whether that traffic looks like a test or a monitor: next to all of it from a few machines,
   * next to all numbers that fail, or else are sent to, within one hundred, in a country of the
   * tenant's own.
   */
  static boolean looksLikeTests(TrafficTally tally, TenantHealth health) {
    long attempts = 0;
    long ofFew = 0;
    int machine = 0;
    for (Map.Entry<String, Long> address : tally.topAddresses(Integer.MAX_VALUE)) {
      attempts += address.getValue();
      ofFew += machine++ < MOST_TEST_CLIENTS ? address.getValue() : 0;
    }
    DistinctCounter numbers =
        tally.failedNumbers().isEmpty() ? tally.destinations() : tally.failedNumbers();
    return attempts > 0
        && ofFew >= NEXT_TO_ALL * attempts
        && health.countryShare() >= HOME_SHARE
        && !numbers.isEmpty()
        && withinHundred(numbers.values());
  }

  private static boolean withinHundred(long[] numbers) {
    Map<Long, Integer> byHundred = new HashMap<>();
    for (long number : numbers) {
      byHundred.merge(number / TEST_NUMBERS, 1, Integer::sum);
    }
    return Collections.max(byHundred.values()) >= NEXT_TO_ALL * numbers.length;
  }
}
