package io.pumpwatch.jobs.enrich;

/**
 * What a row says, or lets one guess, a message cost.
 *
 * @param microUsd millionths of a US dollar
 * @param estimated whether a tariff stood in for a price
 */
public record Cost(long microUsd, boolean estimated) {

  /** No cost. */
  public static final Cost NONE = new Cost(0, false);
}
