package io.pumpwatch.finding;

import java.util.Locale;

/** How much a finding matters, in rising order. */
public enum Severity {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the findings contract. */
  public String word() {
    return word;
  }

  /** The severity of that word; an unknown one is refused. */
  public static Severity ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The lower of the two. */
  public Severity atMost(Severity cap) {
    return compareTo(cap) <= 0 ? this : cap;
  }

  /** The higher of the two. */
  public Severity atLeast(Severity floor) {
    return compareTo(floor) >= 0 ? this : floor;
  }

  /** One step more, where there is one. */
  public Severity raised() {
    return this == CRITICAL ? CRITICAL : values()[ordinal() + 1];
  }
}
