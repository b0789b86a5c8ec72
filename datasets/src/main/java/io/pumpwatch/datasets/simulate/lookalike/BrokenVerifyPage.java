package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Episode.About;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.VerifyPageOutage;
import java.time.Duration;
import java.util.List;

/**
 * For fifty minutes the page on which codes are entered is down: the tenant's codes arrive as
 * always, none is entered in any country, and people ask again.
 *
 * <p>Assumed: conversion falls everywhere at once and volume rises a little, which no attack does.
 */
public final class BrokenVerifyPage implements LookAlike {

  private static final Duration LENGTH = Duration.ofMinutes(50);

  @Override
  public String name() {
    return "verify-page-outage";
  }

  @Override
  public Duration length() {
    return LENGTH;
  }

  @Override
  public Episode play(Scene scene) {
    double seconds = LENGTH.toSeconds();
    String tenant = scene.tenant().name();
    return Episode.of(
        this,
        scene,
        new VerifyPageOutage(tenant, scene.startMicros(), scene.at(seconds)),
        seconds,
        new About(List.of(tenant), List.of(), List.of()));
  }
}
