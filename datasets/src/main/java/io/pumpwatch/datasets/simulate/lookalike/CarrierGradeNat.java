package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * A mobile carrier moves its customers behind two addresses for three hours: six hundred log-ins
 * and sign-ups come from them, with numbers of that network and browsers of all kinds. Most are
 * entered.
 *
 * <p>Assumed from the size of carrier-grade NAT: thousands of users behind one IPv4 address.
 */
public final class CarrierGradeNat implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int REQUESTS = 600;
  private static final double ENTERED = 0.86;

  @Override
  public String name() {
    return "carrier-grade-nat";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.home().country();
    List<MobilePrefix> ofCountry = scene.world().numbers().prefixes(country);
    String carrier = random.pick(ofCountry).network();
    List<MobilePrefix> ofCarrier =
        ofCountry.stream().filter(prefix -> carrier.equals(prefix.network())).toList();
    List<String> addresses =
        List.of(
            ClientAddresses.carrierNat(country, random),
            ClientAddresses.carrierNat(country, random));
    for (int i = 0; i < REQUESTS; i++) {
      MobilePrefix prefix = random.pick(ofCarrier);
      Client client = new Client(random.pick(addresses), UserAgents.ordinary(random));
      script.code(
          random.chance(0.7) ? Flow.LOGIN_OTP : Flow.SIGNUP_OTP,
          new Subscriber(prefix.number(random.below(prefix.size())), prefix, random.uuid(), client),
          LENGTH.toSeconds() * random.fraction(),
          Odds.ordinary(ENTERED));
    }
    return script.episode(this, Marks.sourceIps(addresses));
  }
}
