package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One address asks the sign-up endpoint for codes to random numbers of a few dear countries, about
 * one a second for ten minutes, and runs into the tenant's limit now and then. Nothing is entered.
 *
 * <p>Assumed from published detection rules, nearly all of which count requests per address.
 */
public final class SingleAddressBurst implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(11);
  private static final int REQUESTS = 600;
  private static final int COUNTRIES = 3;
  private static final double MEAN_SECONDS_BETWEEN = 1.1;
  private static final double THROTTLED = 0.2;

  @Override
  public String name() {
    return "single-address-burst";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    Client client = new Client(ClientAddresses.server(random), UserAgents.automated());
    List<String> countries = new ArrayList<>(scene.world().assumptions().dearCountries());
    random.shuffle(countries);
    double second = 0;
    for (int i = 0; i < REQUESTS; i++) {
      second += random.exponential(MEAN_SECONDS_BETWEEN);
      String country = countries.get(random.below(COUNTRIES));
      MobilePrefix prefix = random.pick(scene.world().numbers().prefixes(country));
      String number = prefix.number(random.below(prefix.size()));
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              new Subscriber(number, prefix, random.uuid(), client),
              scene.at(second));
      if (random.chance(THROTTLED)) {
        script.throttle(request);
      } else {
        script.send(request, Odds.guessedNumber());
      }
    }
    return script.episode(this, Marks.sourceIps(List.of(client.sourceIp())));
  }
}
