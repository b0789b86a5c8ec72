package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Channel;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.List;

/**
 * Forty new accounts an hour for three hours, each of which has its code read out three to eight
 * times by telephone, to numbers of one block of 1 000. None is entered.
 *
 * <p>Assumed from a first-hand report (Spike.sh: 2 400 calls to one country, 40 sign-ups in the
 * hour, USD 0.36 a call). A call is priced like a message.
 */
public final class VoiceCodes implements Attack {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int ACCOUNTS = 120;
  private static final int LEAST_CALLS = 3;
  private static final int MOST_CALLS = 8;

  @Override
  public String name() {
    return "voice-codes";
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
    for (int offset : block.shuffledOffsets(ACCOUNTS, random)) {
      Subscriber account = block.account(offset, Population.residentialProxy(random), random);
      double second = LENGTH.toSeconds() * random.fraction();
      MessageRequest call =
          MessageRequest.code(scene.tenant(), Flow.SIGNUP_OTP, account, scene.at(second))
              .over(Channel.VOICE);
      int calls = LEAST_CALLS + random.below(MOST_CALLS - LEAST_CALLS + 1);
      for (int i = 0; i < calls; i++) {
        script.send(call, Odds.pumped());
        second += random.between(40, 120);
        call = call.again(scene.at(second));
      }
    }
    return script.episode(
        this, Marks.blocks(List.of(block)).andSourceIps(script.busiestSourceIps()));
  }
}
