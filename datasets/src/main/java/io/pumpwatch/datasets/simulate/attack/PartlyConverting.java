package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.CodeEntry;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * A carrier that shares the profit hands the codes back, and a program enters four of ten, always
 * about six seconds after they arrive. Numbers of one block of 1 000, residential addresses, three
 * hours.
 *
 * <p>Assumed from a vendor's report that some bots validated their numbers (Arkose); the share and
 * the seconds are guesses.
 */
public final class PartlyConverting implements Attack {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int REQUESTS = 450;
  private static final Odds HANDED_BACK = new Odds(0.96, 0.97, 0.42, CodeEntry.PROGRAM);

  @Override
  public String name() {
    return "partly-converting";
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
    for (int offset : block.shuffledOffsets(REQUESTS, random)) {
      script.codeByProxy(
          Flow.SIGNUP_OTP, block, offset, LENGTH.toSeconds() * random.fraction(), HANDED_BACK);
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
