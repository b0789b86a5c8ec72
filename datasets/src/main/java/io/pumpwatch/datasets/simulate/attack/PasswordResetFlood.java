package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A dozen accounts, registered long ago with a number each in a dear country, forget their password
 * every minute or so for an hour, from the same few addresses. None of the codes is entered.
 *
 * <p>Assumed from product documentation (Okta, O-UNC-036: enrol a factor, then ask again as often
 * as allowed) and a first-hand report of five codes per account and number (Healthchecks.io, 2026).
 */
public final class PasswordResetFlood implements Attack {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final int ACCOUNTS = 12;
  private static final int CLIENTS = 6;
  private static final double MEAN_SECONDS_BETWEEN = 75;

  @Override
  public String name() {
    return "password-reset-flood";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.dearCountry();
    List<Client> clients = ClientPool.residential(CLIENTS, random);
    List<Subscriber> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      Subscriber account = scene.subscriber(country);
      accounts.add(account);
      double second = random.exponential(MEAN_SECONDS_BETWEEN);
      while (second < LENGTH.toSeconds()) {
        script.code(Flow.PASSWORD_RESET, account.at(random.pick(clients)), second, Odds.pumped());
        second += random.exponential(MEAN_SECONDS_BETWEEN);
      }
    }
    return script.episode(
        this,
        Marks.prefixes(accounts.stream().map(Subscriber::number).toList())
            .andSourceIps(script.busiestSourceIps())
            .andUserIds(accounts.stream().map(Subscriber::userId).toList()));
  }
}
