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
 * For eight hours, twenty to forty requests within half a minute and then silence for twenty to
 * forty minutes, to one block of 1 000 and from residential addresses: every hour looks calm. None
 * is entered.
 *
 * <p>Assumed: the answer to limits that reset every few minutes; not seen in a report.
 */
public final class Pulses implements Attack {

  private static final Duration LENGTH = Duration.ofHours(8);
  private static final int LEAST_REQUESTS = 20;
  private static final int MOST_REQUESTS = 40;
  private static final double PULSE_SECONDS = 30;

  @Override
  public String name() {
    return "pulses";
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
    double pulse = 0;
    while (pulse < LENGTH.toSeconds() - PULSE_SECONDS) {
      int requests = LEAST_REQUESTS + random.below(MOST_REQUESTS - LEAST_REQUESTS + 1);
      for (int offset : block.shuffledOffsets(requests, random)) {
        script.codeByProxy(
            Flow.SIGNUP_OTP,
            block,
            offset,
            pulse + random.between(0, PULSE_SECONDS),
            Odds.pumped());
      }
      pulse += random.between(1200, 2400);
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
