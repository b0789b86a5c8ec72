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
import java.util.ArrayList;
import java.util.List;

/**
 * The tenant's build runs its end-to-end tests every hour of a working day: each run signs twelve
 * to twenty accounts up with ten consecutive test numbers, from one of three build machines. No
 * code is entered.
 *
 * <p>Assumed: the tests stop at "we have sent you a code".
 */
public final class ContinuousIntegration implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(10);
  private static final int TEST_NUMBERS = 10;
  private static final int TEST_NUMBER_DIGITS = 2;
  private static final int MACHINES = 3;
  private static final int LEAST_TESTS = 12;
  private static final int MOST_TESTS = 20;
  private static final double MEAN_SECONDS_BETWEEN = 3000;

  @Override
  public String name() {
    return "ci-pipeline";
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
    List<String> machines = new ArrayList<>();
    for (int i = 0; i < MACHINES; i++) {
      machines.add(ClientAddresses.server(random));
    }
    double run = random.exponential(MEAN_SECONDS_BETWEEN);
    while (run < LENGTH.toSeconds()) {
      Client machine = new Client(random.pick(machines), UserAgents.browserTest());
      int tests = LEAST_TESTS + random.below(MOST_TESTS - LEAST_TESTS + 1);
      double second = run;
      for (int i = 0; i < tests; i++) {
        script.code(
            Flow.SIGNUP_OTP,
            block.account(i % TEST_NUMBERS, machine, random),
            second,
            Odds.unread());
        second += random.between(2, 9);
      }
      run += random.exponential(MEAN_SECONDS_BETWEEN);
    }
    return script.episode(this, Marks.blocks(List.of(block)).andSourceIps(machines));
  }
}
