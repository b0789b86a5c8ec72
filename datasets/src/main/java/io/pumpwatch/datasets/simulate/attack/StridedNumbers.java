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
 * Every seventh, eleventh or thirteenth number of a block of 10 000, upwards, from residential
 * addresses: no two are neighbours. None is entered.
 *
 * <p>Assumed: the cheapest answer to a rule that looks for consecutive numbers; not seen in a
 * report.
 */
public final class StridedNumbers implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(140);
  private static final List<Integer> STRIDES = List.of(7, 11, 13);
  private static final int NUMBERS = 600;
  private static final double MEAN_SECONDS_BETWEEN = 14;

  @Override
  public String name() {
    return "strided-numbers";
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
    int stride = random.pick(STRIDES);
    int first = random.below(block.size() - NUMBERS * stride);
    double second = 0;
    for (int i = 0; i < NUMBERS; i++) {
      script.codeByProxy(Flow.SIGNUP_OTP, block, first + i * stride, second, Odds.pumped());
      second += random.exponential(MEAN_SECONDS_BETWEEN);
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
