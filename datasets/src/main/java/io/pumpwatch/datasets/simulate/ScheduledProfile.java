package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import java.time.LocalTime;

/**
 * A profile, and where and when it usually plays.
 *
 * @param profile what happens
 * @param tenant to whom, by name
 * @param start time of day at which it begins, UTC
 */
public record ScheduledProfile(TrafficProfile profile, String tenant, LocalTime start) {

  /** The name of its profile. */
  public String name() {
    return profile.name();
  }
}
