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
import java.util.ArrayList;
import java.util.List;

/**
 * A few dozen numbers of one block of 1 000 in each of many countries, where the tenant may have
 * customers or not, from residential addresses, over four hours. None is entered.
 *
 * <p>Assumed from lists of premium test numbers: they reach over 200 countries, and the share of
 * the ten largest fell from about a half to a seventh.
 */
public final class ManyCountries implements Attack {

  private static final Duration LENGTH = Duration.ofHours(4);
  private static final int MOST_COUNTRIES = 24;
  private static final int NUMBERS_PER_COUNTRY = 40;

  @Override
  public String name() {
    return "many-countries";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    List<String> countries = new ArrayList<>(scene.world().numbers().countries());
    countries.removeAll(scene.world().assumptions().homes());
    random.shuffle(countries);
    List<NumberBlock> blocks =
        countries.stream().limit(MOST_COUNTRIES).map(scene::smallBlock).toList();
    int requests = NUMBERS_PER_COUNTRY * blocks.size();
    for (int i = 0; i < requests; i++) {
      NumberBlock block = random.pick(blocks);
      script.codeByProxy(
          Flow.SIGNUP_OTP,
          block,
          random.below(block.size()),
          LENGTH.toSeconds() * (i + random.fraction()) / requests,
          Odds.pumped());
    }
    return script.episode(this, Marks.blocks(blocks));
  }
}
