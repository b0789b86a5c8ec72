package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A handful of accounts with a number each press "send again" for an hour and a half: a few codes
 * within seconds of each other, then a pause, from an address that changes each time. None is
 * entered.
 *
 * <p>Assumed from product documentation of a campaign with as many resends as allowed (Okta,
 * O-UNC-036) and a first-hand report of VPN rotation (Healthchecks.io, 2026).
 */
public final class ResendAbuse implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(90);
  private static final int NUMBERS = 8;
  private static final double MEAN_PAUSE_SECONDS = 420;
  private static final int MOST_SENDS_IN_A_ROW = 5;

  @Override
  public String name() {
    return "resend-abuse";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    String country = scene.dearCountry();
    Script script = new Script(scene);
    List<Subscriber> accounts = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      Subscriber account = scene.subscriber(country);
      accounts.add(account);
      pressAgainAndAgain(scene, account, script);
    }
    return script.episode(
        this,
        Marks.prefixes(accounts.stream().map(Subscriber::number).toList())
            .andUserIds(accounts.stream().map(Subscriber::userId).toList()));
  }

  private static void pressAgainAndAgain(Scene scene, Subscriber account, Script script) {
    SeededRandom random = scene.random();
    MessageRequest last = null;
    double second = random.exponential(MEAN_PAUSE_SECONDS);
    while (second < LENGTH.toSeconds()) {
      Subscriber elsewhere = account.at(Population.residentialProxy(random));
      int sends = 2 + random.below(MOST_SENDS_IN_A_ROW - 1);
      for (int i = 0; i < sends; i++) {
        MessageRequest request =
            MessageRequest.code(scene.tenant(), Flow.SIGNUP_OTP, elsewhere, scene.at(second));
        last = last == null ? request : request.after(last);
        script.send(last, Odds.pumped());
        second += random.between(4, 25);
      }
      second += random.exponential(MEAN_PAUSE_SECONDS);
    }
  }
}
