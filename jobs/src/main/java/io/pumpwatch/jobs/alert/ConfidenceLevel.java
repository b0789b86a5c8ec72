package io.pumpwatch.jobs.alert;

import java.util.Locale;

/** OCSF's levels of confidence; each is a third of the range. */
enum ConfidenceLevel {
  LOW(1),
  MEDIUM(2),
  HIGH(3);

  private final int id;

  ConfidenceLevel(int id) {
    this.id = id;
  }

  /**
   * The level of a confidence.
   *
   * @param confidence 0 to 1
   */
  static ConfidenceLevel of(double confidence) {
    if (confidence < 1.0 / 3) {
      return LOW;
    }
    return confidence < 2.0 / 3 ? MEDIUM : HIGH;
  }

  /** OCSF's {@code confidence_id}. */
  int id() {
    return id;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
