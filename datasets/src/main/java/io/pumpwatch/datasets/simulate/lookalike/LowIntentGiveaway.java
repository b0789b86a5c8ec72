package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;

/**
 * A prize draw asks for a telephone number: 1 200 people at home sign up within five hours, and
 * only a quarter of them bother to enter the code.
 *
 * <p>Assumed from published figures for audiences of low intent, 20 to 35 % of whom convert.
 */
public final class LowIntentGiveaway implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(5);
  private static final int PEOPLE = 1200;
  private static final double ENTERED = 0.29;

  @Override
  public String name() {
    return "low-intent-giveaway";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    for (int i = 0; i < PEOPLE; i++) {
      script.code(
          Flow.SIGNUP_OTP,
          scene.subscriber(scene.home().country()),
          LENGTH.toSeconds() * random.fraction(),
          Odds.ordinary(ENTERED));
    }
    return script.episode(this, Marks.none());
  }
}
