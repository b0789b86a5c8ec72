package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * A block of 10 000 is gone through upwards, a number every few seconds with small gaps, from
 * thirty addresses in turns. Every code arrives, none is entered.
 *
 * <p>Assumed from what every vendor names first, adjacent numbers; the turning addresses and the
 * ordinary browser from a first-hand report (Healthchecks.io, 2026: VPN rotation, Chrome).
 */
public final class AscendingNumbers implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(100);
  private static final int NUMBERS = 800;
  private static final int LARGEST_GAP = 3;
  private static final int CLIENTS = 30;
  private static final double MEAN_SECONDS_BETWEEN = 7;

  @Override
  public String name() {
    return "ascending-numbers";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    NumberBlock block = scene.largeBlock(scene.dearCountry());
    List<Client> clients = ClientPool.residential(CLIENTS, random);
    int offset = random.below(block.size() - NUMBERS * LARGEST_GAP);
    double second = 0;
    for (int i = 0; i < NUMBERS; i++) {
      Client client = clients.get(i % CLIENTS);
      script.code(Flow.SIGNUP_OTP, block.account(offset, client, random), second, Odds.pumped());
      offset += 1 + random.below(LARGEST_GAP);
      second += random.exponential(MEAN_SECONDS_BETWEEN);
    }
    return script.episode(
        this, Marks.blocks(List.of(block)).andSourceIps(script.busiestSourceIps()));
  }
}
