package io.pumpwatch.feature;

/**
 * What complete days say of a key.
 *
 * @param firstDay the first of them, days since the epoch
 * @param days how many there are, those without traffic among them
 * @param sends messages
 * @param costMicroUsd what they cost
 * @param failedTrials number sessions that failed
 * @param succeededTrials number sessions that succeeded
 * @param entries codes whose time from delivery to entry is known
 * @param meanLogEntry mean of the logarithm of that time in seconds
 * @param deviationLogEntry its standard deviation
 * @param rhythm attempts by hour of the week
 */
public record KeyHabits(
    long firstDay,
    int days,
    long sends,
    long costMicroUsd,
    long failedTrials,
    long succeededTrials,
    long entries,
    double meanLogEntry,
    double deviationLogEntry,
    WeeklyRhythm rhythm) {

  /** Trials that the prior conversion counts for. */
  public static final double PRIOR_TRIALS = 20;

  /** Mean cost of a message, micro-USD; 0 where none was sent. */
  public double costOfSend() {
    return sends == 0 ? 0 : (double) costMicroUsd / sends;
  }

  /** Successes in the Beta posterior of the conversion, those of the prior included. */
  public double alpha(double priorConversion) {
    return succeededTrials + PRIOR_TRIALS * priorConversion;
  }

  /** Failures in it. */
  public double beta(double priorConversion) {
    return failedTrials + PRIOR_TRIALS * (1 - priorConversion);
  }

  /** Mean of the posterior: share of number sessions that succeed. */
  public double conversion(double priorConversion) {
    double alpha = alpha(priorConversion);
    return alpha / (alpha + beta(priorConversion));
  }
}
