package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What makes a trial of a number's messages.
 *
 * @param maturity how long a code may take to come back before the session counts as failed; nearly
 *     every code that will be entered is entered within minutes
 * @param session how long a number's messages belong to one trial, and how long a late success
 *     takes the failure back
 * @param flowsWithoutVerification flows whose messages never ask for a code back
 * @param providersWithoutReceipts providers whose log never says whether a message was delivered:
 *     there an unverified send is a failure without a receipt
 * @param memory how far back a success shows that success is logged at all
 * @param leastSuccesses how many successes show it
 */
public record TrialRules(
    Duration maturity,
    Duration session,
    List<String> flowsWithoutVerification,
    List<String> providersWithoutReceipts,
    Duration memory,
    int leastSuccesses)
    implements Serializable {

  public TrialRules {
    flowsWithoutVerification = List.copyOf(flowsWithoutVerification);
    providersWithoutReceipts = List.copyOf(providersWithoutReceipts);
  }

  /** The rules that ship. */
  public static TrialRules defaults() {
    return new TrialRules(
        Duration.ofMinutes(3),
        Duration.ofDays(1),
        List.of("notification", "marketing"),
        List.of("app", "aws_cognito", "twilio_verify"),
        Duration.ofDays(1),
        3);
  }

  /**
   * The marks that an event leaves on its number's session; null where it is no part of a trial.
   */
  NumberMinute marksOf(ObservedEvent observed) {
    return observed.event().eventType() == EventType.BLOCKED || !verifies(observed.event().flow())
        ? null
        : NumberMinute.of(observed, reportsDelivery(observed.event().provider()));
  }

  /** Whether codes of that flow are expected to come back. */
  public boolean verifies(String flow) {
    return flow == null || !flowsWithoutVerification.contains(flow);
  }

  /** Whether the log of that provider reports delivery. */
  public boolean reportsDelivery(String provider) {
    return provider != null && !providersWithoutReceipts.contains(provider);
  }
}
