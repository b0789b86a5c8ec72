package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.util.ArrayList;
import java.util.List;

/**
 * A handful of accounts with a number each press "send again" for an hour and a half: a few codes
 * within seconds of each other, then a pause, from an address that changes each time. None is
 * entered.
 */
public final class ResendAbuse implements TrafficProfile {

  private static final int NUMBERS = 8;
  private static final double SECONDS = 5400;
  private static final double MEAN_PAUSE_SECONDS = 420;
  private static final int MOST_SENDS_IN_A_ROW = 5;

  @Override
  public String name() {
    return "resend-abuse";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.ATTACK;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    String country = random.pick(DearCountries.ALL);
    List<SimulatedMessage> messages = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    List<String> accounts = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      Subscriber account = scene.world().population().subscriber(country, random);
      numbers.add(account.number());
      accounts.add(account.userId());
      messages.addAll(pressAgainAndAgain(scene, account));
    }
    return Episode.of(this, scene, messages, new Episode.Marks(numbers, List.of(), accounts));
  }

  private static List<SimulatedMessage> pressAgainAndAgain(Scene scene, Subscriber account) {
    SeededRandom random = scene.random();
    List<SimulatedMessage> messages = new ArrayList<>();
    int attempt = 0;
    double second = random.exponential(MEAN_PAUSE_SECONDS);
    while (second < SECONDS) {
      MessageRequest request =
          new MessageRequest(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              ++attempt,
              account.number(),
              account.prefix(),
              Population.residentialProxy(random),
              account.userId(),
              1,
              scene.at(second));
      int sends = 2 + random.below(MOST_SENDS_IN_A_ROW - 1);
      for (int i = 0; i < sends; i++) {
        messages.add(scene.world().courier().send(request, Odds.pumped(), random));
        second += random.between(4, 25);
        request = request.again(scene.at(second));
        attempt = request.attempt();
      }
      second += random.exponential(MEAN_PAUSE_SECONDS);
    }
    return messages;
  }
}
