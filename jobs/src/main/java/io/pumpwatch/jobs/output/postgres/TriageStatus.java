package io.pumpwatch.jobs.output.postgres;

import java.util.Arrays;
import java.util.Locale;

/** How far the SOC has come with a finding. */
public enum TriageStatus {
  /** Nobody has looked at it. */
  NEW,
  /** Somebody is looking at it. */
  INVESTIGATING,
  /** It is an attack, which goes on or whose damage is not settled. */
  CONFIRMED,
  /** It is none. */
  FALSE_POSITIVE,
  /** It was an attack, and nothing is left to do. */
  RESOLVED;

  /** Whether it says that the finding is an attack, or none. */
  boolean decides() {
    return this == CONFIRMED || this == FALSE_POSITIVE || this == RESOLVED;
  }

  /** The word in the table: {@code false_positive}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that word; an unknown one is refused. */
  public static TriageStatus ofWord(String word) {
    return Arrays.stream(values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no triage status: " + word));
  }
}
