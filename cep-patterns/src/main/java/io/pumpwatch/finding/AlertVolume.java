package io.pumpwatch.finding;

import java.io.Serializable;

/**
 * When the number of alerts is news itself: a feed has broken, or a setting was wrong. A tenant's
 * findings that alert are counted by UTC day.
 *
 * @param leastFindings least findings of a day that count
 * @param multiple how many times the most of any day before they must be
 * @param days how many days before are looked at; all must be known
 */
public record AlertVolume(int leastFindings, double multiple, int days) implements Serializable {
  /** Its name in findings and settings. */
  public static final String NAME = "alert-volume";

  /** The thresholds that ship. */
  public static AlertVolume defaults() {
    return new AlertVolume(20, 3, 7);
  }

  /** How many findings of a day count, where that is the most of any day before. */
  public long limit(long mostBefore) {
    return Math.max(leastFindings, (long) Math.ceil(multiple * mostBefore));
  }
}
