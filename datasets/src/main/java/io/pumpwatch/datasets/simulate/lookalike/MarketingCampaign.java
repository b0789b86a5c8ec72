package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.util.ArrayList;
import java.util.List;

/**
 * The tenant's own systems write to two thousand customers at home within three quarters of an
 * hour. The messages arrive and carry no code, so nothing is ever entered.
 */
public final class MarketingCampaign implements TrafficProfile {

  private static final int CUSTOMERS = 2000;
  private static final double SECONDS = 2700;
  private static final long CUSTOMER_INDEXES = 100_000;
  private static final double TWO_SEGMENTS = 0.3;

  @Override
  public String name() {
    return "marketing-campaign";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.BENIGN;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Market home = scene.tenant().markets().get(0);
    List<SimulatedMessage> messages = new ArrayList<>(CUSTOMERS);
    for (int i = 0; i < CUSTOMERS; i++) {
      Subscriber customer =
          scene
              .world()
              .population()
              .customer(scene.tenant(), home.country(), random.below(CUSTOMER_INDEXES));
      MessageRequest request =
          MessageRequest.unasked(
              scene.tenant(),
              Flow.MARKETING,
              customer,
              random.chance(TWO_SEGMENTS) ? 2 : 1,
              scene.at(SECONDS * (i + random.fraction()) / CUSTOMERS));
      messages.add(scene.world().courier().send(request, Odds.ordinary(0), random));
    }
    return Episode.of(this, scene, messages, Episode.Marks.none());
  }
}
