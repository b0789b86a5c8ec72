package io.pumpwatch.pattern;

import java.io.Serializable;

/**
 * Detection rules and when they begin to hold.
 *
 * @param effectiveFrom windows that begin then or later are judged by them, milliseconds since the
 *     epoch; {@link #ALWAYS} for the rules that a job starts with
 * @param id hash of the rules, in findings
 * @param rules the rules
 */
public record RulesVersion(long effectiveFrom, String id, DetectionRules rules)
    implements Serializable {
  /** Before any event. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** Rules that hold from the beginning. */
  public static RulesVersion always(String id, DetectionRules rules) {
    return new RulesVersion(ALWAYS, id, rules);
  }
}
