package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two blocks of each of three sizes (100, 1 000 and 10 000 numbers) in two countries, in turns and
 * in random order, from addresses that hardly repeat: no block sees two requests in a row. None is
 * entered.
 *
 * <p>Assumed: regulators hand out blocks of 1 000 and 10 000, of which vendors report the larger
 * most, and a fraudster who rents several draws from all of them.
 */
public final class InterleavedBlocks implements Attack {

  private static final Duration LENGTH = Duration.ofHours(3);
  private static final int NUMBERS_PER_BLOCK = 90;
  private static final int SMALLEST_DIGITS = 2;

  @Override
  public String name() {
    return "interleaved-blocks";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    List<NumberBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String country = scene.dearCountry();
      blocks.add(scene.block(country, SMALLEST_DIGITS));
      blocks.add(scene.smallBlock(country));
      blocks.add(scene.largeBlock(country));
    }
    List<List<Integer>> offsets = new ArrayList<>();
    for (NumberBlock block : blocks) {
      offsets.add(block.shuffledOffsets(NUMBERS_PER_BLOCK, random));
    }
    int requests = NUMBERS_PER_BLOCK * blocks.size();
    for (int i = 0; i < requests; i++) {
      NumberBlock block = blocks.get(i % blocks.size());
      int offset = offsets.get(i % blocks.size()).get(i / blocks.size());
      script.codeByProxy(
          Flow.SIGNUP_OTP,
          block,
          offset,
          LENGTH.toSeconds() * (i + random.fraction()) / requests,
          Odds.pumped());
    }
    return script.episode(this, Marks.blocks(blocks));
  }
}
