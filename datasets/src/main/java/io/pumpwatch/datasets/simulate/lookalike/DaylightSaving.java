package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.About;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.ClockChange;
import java.time.Duration;
import java.util.List;

/**
 * The clocks of the tenant's largest country go forward at night: from then on everybody there
 * comes an hour earlier by UTC, to every tenant. The label ends after two days, when a rhythm could
 * have been learnt; the hour stays.
 *
 * <p>Assumed: expectations by hour of the week are made in UTC.
 */
public final class DaylightSaving implements LookAlike {

  private static final Duration LENGTH = Duration.ofDays(2);

  @Override
  public String name() {
    return "daylight-saving";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    String country = scene.home().country();
    return Episode.of(
        this,
        scene,
        new ClockChange(country, scene.startMicros()),
        scene.lasting(LENGTH),
        new About(List.of(), List.of(country), List.of()));
  }
}
