package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.util.ArrayList;
import java.util.List;

/**
 * Three hundred students sign up within two hours from behind the one address of their campus, with
 * numbers of the country and browsers of all kinds. Most enter their code.
 */
public final class CampusNat implements TrafficProfile {

  private static final int STUDENTS = 300;
  private static final double SECONDS = 7200;
  private static final double ENTERED = 0.85;

  @Override
  public String name() {
    return "campus-nat";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.BENIGN;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    String country = scene.tenant().markets().get(0).country();
    String address = ClientAddresses.organisation(random);
    List<SimulatedMessage> messages = new ArrayList<>(STUDENTS);
    for (int i = 0; i < STUDENTS; i++) {
      Subscriber student = scene.world().population().subscriber(country, random);
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              student.number(),
              student.prefix(),
              new Client(address, UserAgents.ordinary(random)),
              student.userId(),
              scene.at(SECONDS * random.fraction()));
      messages.add(scene.world().courier().send(request, Odds.ordinary(ENTERED), random));
    }
    return Episode.of(this, scene, messages, Episode.Marks.sourceIp(address));
  }
}
