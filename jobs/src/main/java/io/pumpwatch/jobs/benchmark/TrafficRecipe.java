package io.pumpwatch.jobs.benchmark;

import java.util.Locale;

/**
 * Which simulated traffic to make. Equal recipes make equal traffic.
 *
 * @param events how many, at least 1
 * @param seed of the simulation
 * @param density events per minute, as a multiple of those that spread the events over a fortnight;
 *     above 0
 */
public record TrafficRecipe(long events, long seed, double density) {
  public TrafficRecipe {
    if (events < 1) {
      throw new IllegalArgumentException("events must be at least 1, not " + events);
    }
    if (!(density > 0) || Double.isInfinite(density)) {
      throw new IllegalArgumentException("density must be above 0, not " + density);
    }
  }

  /** A folder's name that no other recipe has. */
  public String folderName() {
    return String.format(Locale.ROOT, "events-%d-seed-%d-density-%s", events, seed, density);
  }
}
