package io.pumpwatch.pattern;

import java.util.Locale;

/** What is done with what a pattern finds. */
public enum PatternMode {
  /** Nothing is looked for. */
  OFF,
  /** Findings are recorded and page nobody. */
  SHADOW,
  /** Findings are recorded and page somebody. */
  ALERT;

  /** The word of the findings table, {@code shadow} or {@code alert}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
