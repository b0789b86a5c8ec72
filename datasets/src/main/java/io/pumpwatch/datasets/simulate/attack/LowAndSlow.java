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
 * Thirty codes an hour for eighteen hours to one block of 10 000 in a dear country, each from
 * another residential address: no minute and no address is remarkable. None is entered.
 *
 * <p>Assumed: the answer to limits per minute and per address; the slowness is a guess.
 */
public final class LowAndSlow implements Attack {

  private static final Duration LENGTH = Duration.ofHours(18);
  private static final double MEAN_SECONDS_BETWEEN = 120;

  @Override
  public String name() {
    return "low-and-slow";
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
    double second = random.exponential(MEAN_SECONDS_BETWEEN);
    while (second < LENGTH.toSeconds()) {
      Flow flow = random.chance(0.7) ? Flow.SIGNUP_OTP : Flow.PASSWORD_RESET;
      int offset = random.below(block.size());
      script.codeByProxy(flow, block, offset, second, Odds.pumped());
      second += random.exponential(MEAN_SECONDS_BETWEEN);
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
