package io.pumpwatch.jobs.episode;

/**
 * That the input has ended, for a register of findings.
 *
 * @param register id of the variant of the rules whose findings stand in it; empty for the only one
 * @param time greatest event time of the input, milliseconds since the epoch
 */
public record InputEnded(String register, long time) {
  /** The register of a job that tries no variants of the rules. */
  public static final String ONLY_REGISTER = "";
}
