package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
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
 * A regulator has assigned a new range of 10 000 numbers at home to which the provider has no route
 * yet: 120 people with such a number sign up within twelve hours, nothing arrives, and most of them
 * try three times.
 *
 * <p>Assumed: adjacent numbers that never convert because they are never delivered.
 */
public final class UnroutedRange implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(12);
  private static final int PEOPLE = 120;
  private static final double TRIES_AGAIN = 0.75;
  private static final int MOST_TRIES = 3;

  @Override
  public String name() {
    return "unrouted-range";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String country = scene.home().country();
    NumberBlock block = scene.largeBlock(country);
    for (int offset : block.shuffledOffsets(PEOPLE, random)) {
      double second = LENGTH.toSeconds() * random.fraction();
      Subscriber person = block.account(offset, Population.client(country, random), random);
      MessageRequest request =
          MessageRequest.code(scene.tenant(), Flow.SIGNUP_OTP, person, scene.at(second));
      script.send(request, Odds.outage());
      while (request.attempt() < MOST_TRIES && random.chance(TRIES_AGAIN)) {
        second += random.between(40, 200);
        request = request.again(scene.at(second));
        script.send(request, Odds.outage());
      }
    }
    return script.episode(this, Marks.blocks(List.of(block)));
  }
}
