package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * Two codes an hour to one block of 10 000, twice as many each day for five days, from residential
 * addresses: a baseline that learns from yesterday learns the attack. None is entered.
 *
 * <p>Assumed from a first-hand report of a slow start and then a ramp (Healthchecks.io, 2026),
 * stretched from hours to days.
 */
public final class SlowRamp implements Attack {

  private static final Duration LENGTH = Duration.ofDays(5);
  private static final double FIRST_SECONDS_BETWEEN = 1800;

  @Override
  public String name() {
    return "slow-ramp";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.largeBlock(scene.dearCountry());
    double length = scene.lasting(LENGTH);
    double day = length / LENGTH.toDays();
    double second = random.exponential(FIRST_SECONDS_BETWEEN / 2);
    while (second < length) {
      script.codeByProxy(
          random.chance(0.6) ? Flow.SIGNUP_OTP : Flow.LOGIN_OTP,
          block,
          random.below(block.size()),
          second,
          Odds.pumped());
      second += random.exponential(FIRST_SECONDS_BETWEEN / StrictMath.pow(2, second / day));
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
