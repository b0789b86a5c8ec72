package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.reference.Tariff;

/**
 * What all traffic of one simulation shares.
 *
 * @param seed of every draw
 * @param assumptions what it takes for granted
 * @param numbers assigned mobile prefixes
 * @param population the customers
 * @param courier what carries the messages
 */
public record World(
    long seed,
    Assumptions assumptions,
    MobileNumberPlan numbers,
    Population population,
    Courier courier) {

  /** The world of a seed under some assumptions, with the bundled reference data. */
  public static World of(long seed, Assumptions assumptions) {
    MobileNumberPlan numbers = MobileNumberPlan.bundled();
    return new World(
        seed, assumptions, numbers, new Population(seed, numbers), new Courier(Tariff.bundled()));
  }
}
