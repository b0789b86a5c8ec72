package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Courier;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.util.ArrayList;
import java.util.List;

/**
 * One address asks the sign-up endpoint for codes to random numbers of a few dear countries, about
 * one a second for ten minutes, and runs into the tenant's limit now and then. Nothing is entered.
 */
public final class SingleAddressBurst implements TrafficProfile {

  private static final int REQUESTS = 600;
  private static final int COUNTRIES = 3;
  private static final double MEAN_SECONDS_BETWEEN = 1.1;
  private static final double THROTTLED = 0.2;

  @Override
  public String name() {
    return "single-address-burst";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.ATTACK;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Courier courier = scene.world().courier();
    Client client = new Client(ClientAddresses.server(random), UserAgents.automated());
    List<String> countries = new ArrayList<>(DearCountries.ALL);
    random.shuffle(countries);
    List<SimulatedMessage> messages = new ArrayList<>(REQUESTS);
    double second = 0;
    for (int i = 0; i < REQUESTS; i++) {
      second += random.exponential(MEAN_SECONDS_BETWEEN);
      String country = countries.get(random.below(COUNTRIES));
      MobilePrefix prefix = random.pick(scene.world().numbers().prefixes(country));
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              prefix.number(random.below(prefix.size())),
              prefix,
              client,
              random.uuid(),
              scene.at(second));
      messages.add(
          random.chance(THROTTLED)
              ? courier.throttle(request, random)
              : courier.send(request, Odds.guessedNumber(), random));
    }
    return Episode.of(this, scene, messages, Episode.Marks.sourceIp(client.sourceIp()));
  }
}
