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
 * A sale opens on the hour: 2 500 customers of all markets log in within twenty-five minutes, half
 * of them in the first five. They enter their codes, in a hurry.
 *
 * <p>Assumed: known customers, known numbers, nothing unusual but the minute.
 */
public final class FlashSale implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(25);
  private static final int LOG_INS = 2500;
  private static final double MEAN_SECONDS_AFTER = 430;
  private static final double ENTERED = 0.93;

  @Override
  public String name() {
    return "flash-sale";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    for (int i = 0; i < LOG_INS; i++) {
      Market market = scene.tenant().somewhere(random);
      double second = random.exponential(MEAN_SECONDS_AFTER) % LENGTH.toSeconds();
      script.code(
          Flow.LOGIN_OTP,
          scene.customer(market.country()),
          second,
          Odds.ordinary(ENTERED * market.conversion()));
    }
    return script.episode(this, Marks.none());
  }
}
