package io.pumpwatch.datasets.simulate.profile;

import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.World;

/**
 * Where and when a profile plays.
 *
 * @param labelId the label of the episode
 * @param tenant who suffers or causes it
 * @param startMicros when it begins, microseconds since the epoch
 * @param world what all traffic shares
 * @param random the draws of this episode alone
 */
public record Scene(
    String labelId, Tenant tenant, long startMicros, World world, SeededRandom random) {

  /** That many seconds into the scene, microseconds since the epoch. */
  public long at(double seconds) {
    return startMicros + (long) (seconds * 1e6);
  }
}
