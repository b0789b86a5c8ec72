package io.pumpwatch.pattern;

/**
 * How soon something is called an attack: what evidence must reach, as a multiple of the limits in
 * the settings. Fewer false alarms cost later detection, and the other way round.
 */
public enum ProtectionLevel {
  /** Half as much evidence again. */
  CAUTIOUS(1.5),
  /** The limits as they stand. */
  STANDARD(1),
  /** Three quarters of the evidence. */
  AGGRESSIVE(0.75);

  private final double evidence;

  ProtectionLevel(double evidence) {
    this.evidence = evidence;
  }

  /** What limits of evidence are multiplied by, above 0. */
  public double evidence() {
    return evidence;
  }
}
