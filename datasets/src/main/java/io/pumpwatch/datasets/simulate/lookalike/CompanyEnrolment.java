package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * A company's phones, numbered one after the other, enrol in two hours from its office, roughly in
 * order. Nearly every code is entered.
 *
 * <p>Assumed: companies rent their numbers in a row; unlike a fraudster's, they all convert.
 */
public final class CompanyEnrolment implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(130);
  private static final int PHONES = 160;
  private static final double SECONDS_PER_PHONE = 45;
  private static final double DISORDER_SECONDS = 600;
  private static final Odds COMPANY_PHONE = new Odds(0.995, 0.97, 0.985);

  @Override
  public String name() {
    return "company-enrolment";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.smallBlock(scene.home().country());
    String office = ClientAddresses.organisation(random);
    int first = random.below(block.size() - PHONES);
    for (int phone = 0; phone < PHONES; phone++) {
      Client client = new Client(office, UserAgents.ordinary(random));
      script.code(
          Flow.SIGNUP_OTP,
          block.account(first + phone, client, random),
          phone * SECONDS_PER_PHONE + random.between(0, DISORDER_SECONDS),
          COMPANY_PHONE);
    }
    return script.episode(this, Marks.blocks(List.of(block)).andSourceIps(List.of(office)));
  }
}
