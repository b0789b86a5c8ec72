package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Thirty codes an hour for eighteen hours to one block of 10 000 in a dear country, each from
 * another residential address: no minute and no address is remarkable. None is entered.
 */
public final class LowAndSlow implements TrafficProfile {

  private static final int DIGITS_LEFT_OUT = 4;
  private static final double HOURS = 18;
  private static final double MEAN_SECONDS_BETWEEN = 120;

  @Override
  public String name() {
    return "low-and-slow";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.ATTACK;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    NumberBlock block =
        NumberBlock.somewhere(
            scene.world().numbers(), random.pick(DearCountries.ALL), DIGITS_LEFT_OUT, random);
    List<SimulatedMessage> messages = new ArrayList<>();
    double second = random.exponential(MEAN_SECONDS_BETWEEN);
    while (second < HOURS * 3600) {
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              random.chance(0.7) ? Flow.SIGNUP_OTP : Flow.PASSWORD_RESET,
              block.number(random.below(block.size())),
              block.mobilePrefix(),
              Population.residentialProxy(random),
              random.uuid(),
              scene.at(second));
      messages.add(scene.world().courier().send(request, Odds.pumped(), random));
      second += random.exponential(MEAN_SECONDS_BETWEEN);
    }
    return Episode.of(this, scene, messages, Episode.Marks.prefixes(List.of(block.prefix())));
  }
}
