package io.pumpwatch.feature;

import java.util.Locale;

/** What a tenant's logs tell of its messages, each of a source that may fall silent by itself. */
public enum LogSource {
  /** What applications are asked for. */
  REQUESTS("requests for codes"),
  /** What providers accept. */
  SENDS("messages that a provider accepted"),
  /** Receipts, good or bad. */
  RECEIPTS("delivery receipts"),
  /** Codes that come back. */
  SUCCESSES("codes that came back");

  private final String rows;

  LogSource(String rows) {
    this.rows = rows;
  }

  /** Its word in names of statistics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its rows in words. */
  public String rows() {
    return rows;
  }
}
