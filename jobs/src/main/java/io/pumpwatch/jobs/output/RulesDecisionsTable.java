package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.rules.RulesDecision;

/** What became of changes of the detection rules. */
public final class RulesDecisionsTable {

  /** The table; {@code document} holds the change as it was written. */
  public static final ParquetTable<RulesDecision> TABLE =
      ParquetTable.<RulesDecision>named("rules_decisions")
          .timestamp("effective_from", RulesDecision::effectiveFrom)
          .text("rules_version", RulesDecision::rulesVersion)
          .flag("accepted", RulesDecision::accepted)
          .text("reason", decision -> LogText.shown(decision.reason()))
          .text("document", RulesDecision::document)
          .build();

  private RulesDecisionsTable() {}
}
