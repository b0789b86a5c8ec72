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
 * A monitor asks for a code to its own number every five minutes, day and night, as long as the
 * simulation goes on. The codes arrive and are never entered.
 *
 * <p>Assumed: the commonest monitor of a sign-up page, which checks the answer and not the code.
 */
public final class HealthCheck implements LookAlike {

  private static final Duration LENGTH = Duration.ofDays(14);
  private static final double SECONDS_BETWEEN = 300;

  @Override
  public String name() {
    return "health-check";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    Client monitor = new Client(ClientAddresses.server(random), UserAgents.monitor());
    Subscriber account = scene.subscriber(scene.home().country()).at(monitor);
    double length = scene.lasting(LENGTH);
    for (double second = 0; second < length; second += SECONDS_BETWEEN) {
      script.code(Flow.SIGNUP_OTP, account, second + random.between(0, 2), Odds.unread());
    }
    return script.episode(
        this,
        Marks.prefixes(List.of(account.number()))
            .andSourceIps(List.of(monitor.sourceIp()))
            .andUserIds(List.of(account.userId())));
  }
}
