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
 * Eight to fourteen numbers of a block of 1 000, then another block of the country, and so on for
 * five hours, from residential addresses: each block is left before it says anything. None is
 * entered.
 *
 * <p>Assumed: a rule that judges each block alone misses it; not seen in a report.
 */
public final class BlockHopping implements Attack {

  private static final Duration LENGTH = Duration.ofHours(5);
  private static final int BLOCKS = 75;
  private static final int LEAST_NUMBERS = 8;
  private static final int MOST_NUMBERS = 14;

  @Override
  public String name() {
    return "block-hopping";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.dearCountry();
    List<NumberBlock> blocks = scene.smallBlocks(country, BLOCKS);
    double secondsPerBlock = LENGTH.toSeconds() / (double) BLOCKS;
    for (int i = 0; i < BLOCKS; i++) {
      NumberBlock block = blocks.get(i);
      int numbers = LEAST_NUMBERS + random.below(MOST_NUMBERS - LEAST_NUMBERS + 1);
      for (int offset : block.shuffledOffsets(numbers, random)) {
        script.codeByProxy(
            Flow.SIGNUP_OTP,
            block,
            offset,
            secondsPerBlock * (i + random.fraction()),
            Odds.pumped());
      }
    }
    return script.episode(this, Marks.blocks(blocks));
  }
}
