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
 * The tenant tests its own sign-up: 1 500 requests in twenty minutes from one server to a hundred
 * consecutive test numbers at home. They arrive and nobody enters them.
 *
 * <p>Assumed: test numbers are rented in one block, and nobody writes the half of the test that
 * reads the code.
 */
public final class LoadTest implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(20);
  private static final int REQUESTS = 1500;
  private static final int TEST_NUMBER_DIGITS = 2;

  @Override
  public String name() {
    return "load-test";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.block(scene.home().country(), TEST_NUMBER_DIGITS);
    Client server = new Client(ClientAddresses.server(random), UserAgents.loadGenerator());
    for (int i = 0; i < REQUESTS; i++) {
      script.code(
          Flow.SIGNUP_OTP,
          block.account(random.below(block.size()), server, random),
          LENGTH.toSeconds() * (i + random.fraction()) / REQUESTS,
          Odds.unread());
    }
    return script.episode(
        this, Marks.blocks(List.of(block)).andSourceIps(List.of(server.sourceIp())));
  }
}
