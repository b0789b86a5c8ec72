package io.pumpwatch.datasets.simulate.world;

/**
 * How a message is likely to end.
 *
 * @param arrives probability that it arrives
 * @param receipted probability that the carrier says whether it arrived
 * @param entered probability that a code that arrived is entered
 * @param entry how long that takes
 */
public record Odds(double arrives, double receipted, double entered, CodeEntry entry) {

  /** The odds of a message whose reader waits for it. */
  public Odds(double arrives, double receipted, double entered) {
    this(arrives, receipted, entered, CodeEntry.HUMAN);
  }

  /** A message in normal times to a real phone. */
  public static Odds ordinary(double entered) {
    return new Odds(0.97, 0.95, entered);
  }

  /** A message to a number that a fraudster's carrier collects: it arrives and nobody reads it. */
  public static Odds pumped() {
    return new Odds(0.96, 0.97, 0);
  }

  /** A message to a number that may well not exist. */
  public static Odds guessedNumber() {
    return new Odds(0.72, 0.95, 0);
  }

  /** A message to a number of the tenant's own, which nobody reads. */
  public static Odds unread() {
    return new Odds(1, 0.97, 0);
  }

  /** A message while its carrier is down. */
  public static Odds outage() {
    return new Odds(0, 0.97, 0);
  }
}
