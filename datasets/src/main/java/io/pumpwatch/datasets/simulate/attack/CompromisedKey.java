package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.List;

/**
 * A forgotten key of the tenant leaks: 1 500 messages in forty minutes at night go straight to the
 * provider, to numbers of three blocks of 1 000. No application asked for them, so no log of
 * requests knows them, and they carry no code.
 *
 * <p>Assumed from a first-hand report in which the application's logs held less than half of the
 * sends (Blackpanda, 2026), and from the published rules about stolen cloud credentials.
 */
public final class CompromisedKey implements Attack {

  private static final Duration LENGTH = Duration.ofMinutes(40);
  private static final int MESSAGES = 1500;
  private static final int BLOCKS = 3;

  @Override
  public String name() {
    return "compromised-key";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String key = scene.tenant().name() + "-export-key";
    String country = scene.dearCountry();
    List<NumberBlock> blocks = scene.smallBlocks(country, BLOCKS);
    for (int i = 0; i < MESSAGES; i++) {
      NumberBlock block = random.pick(blocks);
      long at = scene.at(LENGTH.toSeconds() * (i + random.fraction()) / MESSAGES);
      MessageRequest request =
          MessageRequest.unasked(
              scene.tenant(),
              Flow.DIRECT,
              block.account(random.below(block.size()), null, random),
              1,
              at);
      script.send(request.with(key), Odds.pumped());
    }
    return script.episode(this, Marks.blocks(blocks).andIdentities(List.of(key)));
  }
}
