package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * Three thousand requests in three hours, after midnight, for numbers of five blocks of 1 000, from
 * as many residential addresses with one or two requests each. None is entered.
 *
 * <p>Assumed from two first-hand reports (eknix: hundreds of residential proxies after midnight;
 * Blackpanda, 2026: addresses with one or two requests each).
 */
public final class ResidentialSwarm implements Attack {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int REQUESTS = 3000;
  private static final int BLOCKS = 5;
  private static final double ONCE_MORE = 0.15;

  @Override
  public String name() {
    return "residential-swarm";
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
    Client client = Population.residentialProxy(random);
    for (int i = 0; i < REQUESTS; i++) {
      if (!random.chance(ONCE_MORE)) {
        client = Population.residentialProxy(random);
      }
      NumberBlock block = random.pick(blocks);
      script.code(
          Flow.SIGNUP_OTP,
          block.account(random.below(block.size()), client, random),
          LENGTH.toSeconds() * (i + random.fraction()) / REQUESTS,
          Odds.pumped());
    }
    return script.episode(this, Marks.blocks(blocks).andSourceIps(script.busiestSourceIps()));
  }
}
