package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * Fifteen people in a shift of five hours fill in the sign-up form by hand, a number of one of six
 * blocks of 1 000 every two minutes or so, each from an address of their own. Now and then they are
 * told the code and enter it as slowly as anybody.
 *
 * <p>Assumed from a vendor's report that bots were followed by human farms (Arkose); numbers and
 * pace are guesses.
 */
public final class HumanFarm implements Attack {

  private static final Duration LENGTH = Duration.ofHours(5);
  private static final int WORKERS = 15;
  private static final int BLOCKS = 6;
  private static final double SECONDS_PER_FORM = 130;
  private static final Odds SOMETIMES_TOLD = new Odds(0.96, 0.97, 0.12);

  @Override
  public String name() {
    return "human-farm";
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
    for (Client worker : ClientPool.residential(WORKERS, random)) {
      double second = random.exponential(SECONDS_PER_FORM);
      while (second < LENGTH.toSeconds()) {
        NumberBlock block = random.pick(blocks);
        script.code(
            Flow.SIGNUP_OTP,
            block.account(random.below(block.size()), worker, random),
            second,
            SOMETIMES_TOLD);
        second += random.logNormal(SECONDS_PER_FORM, 0.35);
      }
    }
    return script.episode(this, Marks.blocks(blocks).andSourceIps(script.busiestSourceIps()));
  }
}
