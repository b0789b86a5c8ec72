package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.Script;
import io.pumpwatch.datasets.simulate.world.CodeEntry;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tenant moves its customers to a new system in order of their numbers: a job writes to 1 800
 * of them at home within six hours, each with a code. Four of ten enter it, minutes or hours later.
 *
 * <p>Assumed: a database table sorted by number, and people who did not expect the message.
 */
public final class CustomerMigration implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(6);
  private static final int CUSTOMERS = 1800;
  private static final Odds UNEXPECTED = new Odds(0.97, 0.95, 0.42, CodeEntry.UNHURRIED);

  @Override
  public String name() {
    return "customer-migration";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    SeededRandom random = scene.random();
    Script script = new Script(scene);
    String job = scene.tenant().name() + "-migration";
    List<Subscriber> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(scene.customer(scene.home().country()));
    }
    customers.sort(Comparator.comparing(Subscriber::number));
    for (int i = 0; i < CUSTOMERS; i++) {
      long at = scene.at(LENGTH.toSeconds() * (i + random.fraction()) / CUSTOMERS);
      MessageRequest request =
          MessageRequest.unasked(scene.tenant(), Flow.LOGIN_OTP, customers.get(i), 1, at);
      script.send(request.with(job), UNEXPECTED);
    }
    return script.episode(this, Marks.none().andIdentities(List.of(job)));
  }
}
