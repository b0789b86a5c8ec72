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
 * Some hundred numbers of one block of 1 000, each once and in random order, from residential
 * addresses that hardly repeat, within an hour and a half; slow at first, then steady. Every code
 * arrives, none is entered.
 */
public final class ShuffledBlock implements TrafficProfile {

  private static final int DIGITS_LEFT_OUT = 3;
  private static final int LEAST_NUMBERS = 320;
  private static final int MOST_NUMBERS = 480;
  private static final double SECONDS = 5400;

  @Override
  public String name() {
    return "shuffled-block";
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
    List<Integer> offsets = new ArrayList<>();
    for (int offset = 0; offset < block.size(); offset++) {
      offsets.add(offset);
    }
    random.shuffle(offsets);
    int numbers = LEAST_NUMBERS + random.below(MOST_NUMBERS - LEAST_NUMBERS);
    List<SimulatedMessage> messages = new ArrayList<>(numbers);
    for (int offset : offsets.subList(0, numbers)) {
      // The root of a uniform draw makes the rate rise in a straight line from nothing.
      double second = SECONDS * StrictMath.sqrt(random.fraction());
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              block.number(offset),
              block.mobilePrefix(),
              Population.residentialProxy(random),
              random.uuid(),
              scene.at(second));
      messages.add(scene.world().courier().send(request, Odds.pumped(), random));
    }
    return Episode.of(this, scene, messages, Episode.Marks.prefixes(List.of(block.prefix())));
  }
}
