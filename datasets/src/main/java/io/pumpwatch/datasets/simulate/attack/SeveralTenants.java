package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.time.Duration;
import java.util.List;

/**
 * The same block of 1 000 is drained through every tenant at once, seventy codes from each over six
 * hours and from residential addresses: little in each, plain only together. None is entered.
 *
 * <p>Assumed: a fraudster with a block has a list of sign-up forms; not seen in a report.
 */
public final class SeveralTenants implements Attack {

  private static final Duration LENGTH = Duration.ofHours(6);
  private static final int NUMBERS_PER_TENANT = 70;

  @Override
  public String name() {
    return "several-tenants";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.smallBlock(scene.dearCountry());
    for (Tenant tenant : scene.world().assumptions().tenants()) {
      for (int offset : block.shuffledOffsets(NUMBERS_PER_TENANT, random)) {
        script.send(
            MessageRequest.code(
                tenant,
                Flow.SIGNUP_OTP,
                block.account(offset, Population.residentialProxy(random), random),
                scene.at(LENGTH.toSeconds() * random.fraction())),
            Odds.pumped());
      }
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
