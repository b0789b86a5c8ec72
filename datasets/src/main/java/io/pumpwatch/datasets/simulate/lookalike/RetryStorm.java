package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A release of the tenant's application sends each request again and again, four to nine times
 * within seconds, until it is taken back after forty minutes. The customers get as many codes and
 * enter one.
 *
 * <p>Assumed: a client that takes a slow answer for none; a well-known fault of retries without
 * back-off.
 */
public final class RetryStorm implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(40);
  private static final int CUSTOMERS = 160;
  private static final int LEAST_SENDS = 4;
  private static final int MOST_SENDS = 9;
  private static final double ENTERED = 0.9;

  @Override
  public String name() {
    return "retry-storm";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      Subscriber customer = scene.customer(scene.tenant().somewhere(random).country());
      numbers.add(customer.number());
      double second = LENGTH.toSeconds() * random.fraction();
      MessageRequest request =
          MessageRequest.code(scene.tenant(), Flow.LOGIN_OTP, customer, scene.at(second));
      int sends = LEAST_SENDS + random.below(MOST_SENDS - LEAST_SENDS + 1);
      for (int send = 1; send <= sends; send++) {
        script.send(request, Odds.ordinary(send == sends ? ENTERED : 0));
        second += random.between(1, 6);
        request = request.again(scene.at(second));
      }
    }
    return script.episode(this, Marks.prefixes(numbers));
  }
}
