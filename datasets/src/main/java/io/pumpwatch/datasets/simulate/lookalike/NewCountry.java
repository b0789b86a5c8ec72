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
 * The tenant opens in a country where it had no customers: seven hundred people sign up within a
 * day and a half, by day, with numbers of all networks, and most enter their codes.
 *
 * <p>Assumed: a market opens with advertising, so it is never gradual.
 */
public final class NewCountry implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(36);
  private static final int SIGN_UPS = 700;
  private static final double ENTERED = 0.72;

  @Override
  public String name() {
    return "new-country";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.countryWithoutCustomers();
    double halfDaySeconds = scene.lasting(LENGTH) / 3;
    for (int i = 0; i < SIGN_UPS; i++) {
      // Two of the three half days are days; the night between them brings a tenth.
      int halfDay = random.chance(0.1) ? 1 : 2 * random.below(2);
      script.code(
          Flow.SIGNUP_OTP,
          scene.subscriber(country),
          halfDaySeconds * (halfDay + random.fraction()),
          Odds.ordinary(ENTERED));
    }
    return script.episode(this, Marks.none());
  }
}
