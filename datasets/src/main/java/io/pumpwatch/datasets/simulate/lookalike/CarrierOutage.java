package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.About;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.Outage;
import java.time.Duration;
import java.util.List;

/**
 * For an hour one network of the tenant's home country delivers nothing, whoever sends. Customers
 * try again, and nothing is entered.
 *
 * <p>Assumed: conversion falls with delivery and in one network, and volume rises by the retries.
 */
public final class CarrierOutage implements LookAlike {

  private static final Duration LENGTH = Duration.ofHours(1);

  @Override
  public String name() {
    return "carrier-outage";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    String country = scene.home().country();
    List<MobilePrefix> prefixes = scene.world().numbers().prefixes(country);
    String network = scene.random().pick(prefixes).network();
    double seconds = LENGTH.toSeconds();
    Outage outage = new Outage(country, network, scene.startMicros(), scene.at(seconds));
    return Episode.of(
        this,
        scene,
        outage,
        seconds,
        new About(
            List.of(),
            List.of(country),
            prefixes.stream()
                .filter(prefix -> outage.affects(prefix, scene.startMicros()))
                .map(prefix -> '+' + prefix.digits())
                .toList()));
  }
}
