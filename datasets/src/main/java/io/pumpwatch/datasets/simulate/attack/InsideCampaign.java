package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * While a sign-up campaign brings 1 800 people within two hours, most of whom enter their code,
 * five hundred requests for two blocks of 1 000 are mixed in from residential addresses. None of
 * those is entered. The label is about the blocks alone; the campaign is ordinary.
 *
 * <p>Assumed: the best time for a flood is when one is expected; not seen in a report.
 */
public final class InsideCampaign implements Attack {

  private static final Duration LENGTH = Duration.ofHours(2);
  private static final int CAMPAIGN = 1800;
  private static final int REQUESTS = 500;
  private static final double ENTERED = 0.74;

  @Override
  public String name() {
    return "inside-campaign";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    for (int i = 0; i < CAMPAIGN; i++) {
      script.cover(
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              scene.subscriber(scene.home().country()),
              scene.at(LENGTH.toSeconds() * random.fraction())),
          Odds.ordinary(ENTERED));
    }
    String country = scene.dearCountry();
    List<NumberBlock> blocks = scene.smallBlocks(country, 2);
    for (int i = 0; i < REQUESTS; i++) {
      NumberBlock block = random.pick(blocks);
      script.codeByProxy(
          Flow.SIGNUP_OTP,
          block,
          random.below(block.size()),
          LENGTH.toSeconds() * random.between(0.15, 0.95),
          Odds.pumped());
    }
    return script.episode(this, Marks.blocks(blocks));
  }
}
