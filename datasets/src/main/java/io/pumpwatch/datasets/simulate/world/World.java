package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.reference.Tariff;

/**
 * What all traffic of one simulation shares.
 *
 * @param seed of every draw
 * @param numbers assigned mobile prefixes
 * @param population the customers
 * @param courier what carries the messages
 */
public record World(long seed, MobileNumberPlan numbers, Population population, Courier courier) {

  /** The world of a seed, with the bundled reference data. */
  public static World of(long seed) {
    MobileNumberPlan numbers = MobileNumberPlan.bundled();
    return new World(seed, numbers, new Population(seed, numbers), new Courier(Tariff.bundled()));
  }
}
