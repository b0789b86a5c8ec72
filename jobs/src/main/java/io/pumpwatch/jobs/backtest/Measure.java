package io.pumpwatch.jobs.backtest;

/** What messages are counted for when findings are scored. */
public enum Measure {
  /** Subject a label: messages of the attack in a minute. */
  OF_ATTACK,
  /** Subject a label: messages of the benign episode. */
  OF_BENIGN,
  /** Subject a tenant: messages that no attack claims. */
  LEGITIMATE,
  /** Subject a finding: messages that its entity and window select. */
  SELECTED,
  /** Subject a finding, detail a label: those of the selected that are the label's. */
  SHARED,
  /** Subject a label, detail a pattern or all: messages of the attack that are blocked. */
  ATTACK_BLOCKED,
  /**
   * Subject a label, detail a pattern or all: messages of the benign episode, and of no attack,
   * that are blocked.
   */
  BENIGN_BLOCKED,
  /** Subject a tenant, detail a pattern or all: messages of no attack that are blocked. */
  LEGITIMATE_BLOCKED
}
