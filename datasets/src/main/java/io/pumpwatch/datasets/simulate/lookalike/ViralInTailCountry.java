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
import java.util.List;

/**
 * Somebody famous names the tenant in a country where it has next to no customers: eight hundred
 * people sign up there within six hours, with numbers of all networks and clients of all kinds.
 * Most enter their codes.
 *
 * <p>Assumed: the look of an attack on a dear country in everything but conversion.
 */
public final class ViralInTailCountry implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(6);
  private static final int SIGN_UPS = 800;
  private static final double MEAN_SECONDS_AFTER = 6000;
  private static final double ENTERED = 0.7;

  @Override
  public String name() {
    return "viral-in-tail-country";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    List<Market> markets = scene.tenant().markets();
    String country = markets.get(markets.size() - 1 - random.below(3)).country();
    for (int i = 0; i < SIGN_UPS; i++) {
      script.code(
          Flow.SIGNUP_OTP,
          scene.subscriber(country),
          random.exponential(MEAN_SECONDS_AFTER) % LENGTH.toSeconds(),
          Odds.ordinary(ENTERED));
    }
    return script.episode(this, Marks.none());
  }
}
