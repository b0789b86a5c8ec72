package io.pumpwatch.datasets.simulate.lookalike;

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
 * Three hundred students sign up within two hours from behind the one address of their campus, with
 * numbers of the country and browsers of all kinds. Most enter their code.
 *
 * <p>Assumed: one IPv4 address may stand for thousands of people.
 */
public final class CampusNat implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(2);
  private static final int STUDENTS = 300;
  private static final double ENTERED = 0.85;

  @Override
  public String name() {
    return "campus-nat";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String address = ClientAddresses.organisation(random);
    for (int i = 0; i < STUDENTS; i++) {
      Subscriber student = scene.subscriber(scene.home().country());
      script.code(
          Flow.SIGNUP_OTP,
          student.at(new Client(address, UserAgents.ordinary(random))),
          LENGTH.toSeconds() * random.fraction(),
          Odds.ordinary(ENTERED));
    }
    return script.episode(this, Marks.sourceIps(List.of(address)));
  }
}
