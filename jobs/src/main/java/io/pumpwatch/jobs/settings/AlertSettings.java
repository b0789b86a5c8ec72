package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are written.
 *
 * @param delivery how often an alert is in the topic where the job fails and restarts
 * @param transactionTimeout how long the broker keeps a transaction open that nobody ends; beyond
 *     it, alerts of an outage are lost
 * @param restartAllowance how long a restart from a checkpoint may take
 * @param transactionalIdPrefix what the names of the transactions begin with; no other job that
 *     writes to the cluster may have one that begins like it
 * @param webhook how alerts are posted to an HTTP endpoint
 */
public record AlertSettings(
    Delivery delivery,
    Duration transactionTimeout,
    Duration restartAllowance,
    String transactionalIdPrefix,
    WebhookSettings webhook)
    implements Checked, Serializable {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

  /** How often an alert is in the topic where the job fails and restarts from a checkpoint. */
  public enum Delivery {
    /** Once or more often: at once, and again after a restart. */
    AT_LEAST_ONCE,
    /** Once, for consumers that read committed records: when the next checkpoint is complete. */
    EXACTLY_ONCE
  }

  /** What holds where the file is silent. */
  public static AlertSettings defaults() {
    return new AlertSettings(
        Delivery.AT_LEAST_ONCE,
        Duration.ofMinutes(15),
        Duration.ofMinutes(10),
        "pumpwatch-alerts",
        WebhookSettings.defaults());
  }

  @Override
  public void check(Problems problems) {
    problems.between("transactionTimeout", transactionTimeout, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    problems.check(!transactionalIdPrefix.isBlank(), "must not be empty", "transactionalIdPrefix");
  }

  /** Whether alerts are written in transactions. */
  public boolean exactlyOnce() {
    return delivery == Delivery.EXACTLY_ONCE;
  }
}
