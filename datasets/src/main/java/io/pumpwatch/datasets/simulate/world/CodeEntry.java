package io.pumpwatch.datasets.simulate.world;

/**
 * How long it takes from the arrival of a code to its entry, as a log-normal time.
 *
 * @param medianSeconds half take longer
 * @param sigma standard deviation of the logarithm
 * @param leastSeconds from sending to entry, shorter times become this one
 * @param mostSeconds from sending to entry; later, the code is not entered any more
 */
public record CodeEntry(
    double medianSeconds, double sigma, double leastSeconds, double mostSeconds) {

  /** Somebody who waits for it: a vendor measured a median of 13.5 s. */
  public static final CodeEntry HUMAN = new CodeEntry(13.5, 0.55, 5, 120);

  /** A program that is handed the code: fast, and nearly always the same. */
  public static final CodeEntry PROGRAM = new CodeEntry(6, 0.08, 1, 120);

  /** Somebody who did not expect it and reads it when there is time, within a day. */
  public static final CodeEntry UNHURRIED = new CodeEntry(2400, 1.2, 5, 86_400);
}
