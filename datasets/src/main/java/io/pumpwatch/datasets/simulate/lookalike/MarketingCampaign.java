package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;

/**
 * The tenant's own systems write to two thousand customers at home within three quarters of an
 * hour. The messages arrive and carry no code, so nothing is ever entered.
 *
 * <p>Assumed: campaigns multiply volume and have nothing to convert.
 */
public final class MarketingCampaign implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(45);
  private static final int CUSTOMERS = 2000;
  private static final double TWO_SEGMENTS = 0.3;

  @Override
  public String name() {
    return "marketing-campaign";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    for (int i = 0; i < CUSTOMERS; i++) {
      Subscriber customer = scene.customer(scene.home().country());
      int segments = random.chance(TWO_SEGMENTS) ? 2 : 1;
      double second = LENGTH.toSeconds() * (i + random.fraction()) / CUSTOMERS;
      script.send(
          MessageRequest.unasked(
              scene.tenant(), Flow.MARKETING, customer, segments, scene.at(second)),
          Odds.ordinary(0));
    }
    return script.episode(this, Marks.none());
  }
}
