package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.ClientAddresses;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * The tenant fails over to its second site for an hour: everybody is logged out and logs in again,
 * 2 200 people, and since the second site's proxy does not pass the client's address on, all of
 * them come from two addresses. Messages are sent with the second site's credential. Most are
 * entered.
 *
 * <p>Assumed: what a drill changes in logs, address, credential and rhythm at once.
 */
public final class DisasterRecoveryDrill implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final int LOG_INS = 2200;
  private static final double ENTERED = 0.9;

  @Override
  public String name() {
    return "disaster-recovery-drill";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String credential = scene.tenant().name() + "-messages-second-site";
    List<String> proxies =
        List.of(ClientAddresses.organisation(random), ClientAddresses.organisation(random));
    for (int i = 0; i < LOG_INS; i++) {
      Market market = scene.tenant().somewhere(random);
      Client client = new Client(random.pick(proxies), UserAgents.ordinary(random));
      // The root of a uniform draw taken from the end: most come at once.
      double second = LENGTH.toSeconds() * (1 - StrictMath.sqrt(random.fraction()));
      MessageRequest request =
          MessageRequest.code(
              scene.tenant(),
              Flow.LOGIN_OTP,
              scene.customer(market.country()).at(client),
              scene.at(second));
      script.send(request.with(credential), Odds.ordinary(ENTERED * market.conversion()));
    }
    return script.episode(this, Marks.sourceIps(proxies).andIdentities(List.of(credential)));
  }
}
