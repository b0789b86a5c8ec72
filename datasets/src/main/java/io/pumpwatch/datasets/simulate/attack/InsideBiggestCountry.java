package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * Three hundred numbers of one block of 1 000 in the tenant's largest country, from addresses of
 * that country like those of customers, over three hours of a busy afternoon: no country stands
 * out, and the price is ordinary. None is entered.
 *
 * <p>Assumed: number hijacking and complicit operators exist in cheap countries too; not seen in a
 * report.
 */
public final class InsideBiggestCountry implements Attack {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int NUMBERS = 300;

  @Override
  public String name() {
    return "inside-biggest-country";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.home().country();
    NumberBlock block = scene.smallBlock(country);
    for (int offset : block.shuffledOffsets(NUMBERS, random)) {
      script.code(
          random.chance(0.5) ? Flow.SIGNUP_OTP : Flow.LOGIN_OTP,
          block.account(offset, Population.client(country, random), random),
          LENGTH.toSeconds() * random.fraction(),
          Odds.pumped());
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
