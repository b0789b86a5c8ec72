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
 * Some hundred numbers of one block of 1 000, each once and in random order, from residential
 * addresses that hardly repeat, within an hour and a half; slow at first, then steady. Every code
 * arrives, none is entered.
 *
 * <p>Assumed from what every vendor names first, adjacent numbers, in the order that hides them;
 * residential proxies and a slow start from first-hand reports (eknix; Healthchecks.io, 2026).
 */
public final class ShuffledBlock implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(90);
  private static final int LEAST_NUMBERS = 320;
  private static final int MOST_NUMBERS = 480;

  @Override
  public String name() {
    return "shuffled-block";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.smallBlock(scene.dearCountry());
    List<Integer> offsets = block.shuffledOffsets(MOST_NUMBERS, random);
    int numbers = LEAST_NUMBERS + random.below(MOST_NUMBERS - LEAST_NUMBERS);
    for (int offset : offsets.subList(0, numbers)) {
      // The root of a uniform draw makes the rate rise in a straight line from nothing.
      double second = LENGTH.toSeconds() * StrictMath.sqrt(random.fraction());
      script.codeByProxy(Flow.SIGNUP_OTP, block, offset, second, Odds.pumped());
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
