package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Outage;
import java.util.List;

/**
 * For an hour one network of the tenant's home country delivers nothing, whoever sends. Customers
 * try again, and nothing is entered.
 */
public final class CarrierOutage implements TrafficProfile {

  private static final double SECONDS = 3600;

  @Override
  public String name() {
    return "carrier-outage";
  }

  @Override
  public Label.Kind kind() {
    return Label.Kind.BENIGN;
  }

  @Override
  public Episode play(Scene scene) {
    String country = scene.tenant().markets().get(0).country();
    List<MobilePrefix> prefixes = scene.world().numbers().prefixes(country);
    String network = scene.random().pick(prefixes).network();
    Outage outage = new Outage(country, network, scene.startMicros(), scene.at(SECONDS));
    return Episode.of(
        this,
        scene,
        outage,
        prefixes.stream()
            .filter(prefix -> outage.affects(prefix, scene.startMicros()))
            .map(prefix -> '+' + prefix.digits())
            .toList());
  }
}
