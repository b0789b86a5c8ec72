package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.CodeEntry;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.List;

/**
 * The tenant asks 1 600 customers of all markets to confirm their numbers, in no order, within
 * three hours. Half of them enter the code, most of those within a few hours.
 *
 * <p>Assumed: codes that nobody asked for convert late and less.
 */
public final class ReverificationCampaign implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int CUSTOMERS = 1600;
  private static final Odds UNEXPECTED = new Odds(0.97, 0.95, 0.55, CodeEntry.UNHURRIED);

  @Override
  public String name() {
    return "reverification-campaign";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String job = scene.tenant().name() + "-reverification";
    for (int i = 0; i < CUSTOMERS; i++) {
      Subscriber customer = scene.customer(scene.tenant().somewhere(random).country());
      long at = scene.at(LENGTH.toSeconds() * (i + random.fraction()) / CUSTOMERS);
      MessageRequest request =
          MessageRequest.unasked(scene.tenant(), Flow.LOGIN_OTP, customer, 1, at);
      script.send(request.with(job), UNEXPECTED);
    }
    return script.episode(this, Marks.none().andIdentities(List.of(job)));
  }
}
