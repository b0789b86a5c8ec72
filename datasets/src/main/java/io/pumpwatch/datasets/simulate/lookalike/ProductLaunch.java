package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;

/**
 * A new product brings three thousand sign-ups within four hours, steeply at first, from all
 * markets and all kinds of clients. They enter their codes as usual.
 *
 * <p>Assumed: launches multiply sign-ups for hours and leave conversion alone.
 */
public final class ProductLaunch implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(4);
  private static final int SIGN_UPS = 3000;
  private static final double MEAN_SECONDS_AFTER = 4500;
  private static final double ENTERED = 0.76;

  @Override
  public String name() {
    return "product-launch";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    for (int i = 0; i < SIGN_UPS; i++) {
      double second = random.exponential(MEAN_SECONDS_AFTER) % LENGTH.toSeconds();
      Market market = scene.tenant().somewhere(random);
      script.code(
          Flow.SIGNUP_OTP,
          scene.subscriber(market.country()),
          second,
          Odds.ordinary(ENTERED * market.conversion()));
    }
    return script.episode(this, Marks.none());
  }
}
