package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.util.ArrayList;
import java.util.List;

/**
 * A company's phones, numbered one after the other, enrol in two hours from its office, roughly in
 * order. Nearly every code is entered.
 */
public final class CompanyEnrolment implements TrafficProfile {

  private static final int DIGITS_LEFT_OUT = 3;
  private static final int PHONES = 160;
  private static final double SECONDS_PER_PHONE = 45;
  private static final double DISORDER_SECONDS = 600;
  private static final Odds COMPANY_PHONE = new Odds(0.995, 0.97, 0.985);

  @Override
  public String name() {
    return "company-enrolment";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.BENIGN;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    String country = scene.tenant().markets().get(0).country();
    NumberBlock block =
        NumberBlock.somewhere(scene.world().numbers(), country, DIGITS_LEFT_OUT, random);
    String office = ClientAddresses.organisation(random);
    int first = random.below(block.size() - PHONES);
    List<SimulatedMessage> messages = new ArrayList<>(PHONES);
    for (int phone = 0; phone < PHONES; phone++) {
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.SIGNUP_OTP,
              block.number(first + phone),
              block.mobilePrefix(),
              new Client(office, UserAgents.ordinary(random)),
              random.uuid(),
              scene.at(phone * SECONDS_PER_PHONE + random.between(0, DISORDER_SECONDS)));
      messages.add(scene.world().courier().send(request, COMPANY_PHONE, random));
    }
    return Episode.of(
        this,
        scene,
        messages,
        new Episode.Marks(List.of(block.prefix()), List.of(office), List.of()));
  }
}
