package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;

/**
 * Eight hundred numbers of one dear country that exist and answer, spread over all its networks,
 * each once, from residential addresses, in four hours: no block fills. None is entered.
 *
 * <p>Assumed: number lookups are cheap, so a list of live numbers is too, and a carrier on the way
 * takes the money as well as one at the end; not seen in a report.
 */
public final class RandomLiveNumbers implements Attack {

  private static final Duration LENGTH = Duration.ofHours(4);
  private static final int NUMBERS = 800;

  @Override
  public String name() {
    return "random-live-numbers";
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
    for (int i = 0; i < NUMBERS; i++) {
      script.code(
          Flow.SIGNUP_OTP,
          scene.subscriber(country).at(Population.residentialProxy(random)),
          LENGTH.toSeconds() * random.fraction(),
          Odds.pumped());
    }
    return script.episode(this, Marks.none());
  }
}
