package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.sample.SampleData;
import io.pumpwatch.datasets.sample.SampleFiles;
import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Scenarios made by the simulator: three tenants with six logs of five formats. */
final class SimulatedScenarios {
  private static final long SEED = 7;
  private static final double LITTLE_BACKGROUND = 0.25;

  private SimulatedScenarios() {}

  /** The day that is bundled. */
  static Scenario sample() {
    return Scenario.of("bundled sample", sampleSettings(), SampleData.simulation());
  }

  /** A block gone through in no order, and another that is drained slowly. */
  static Scenario attacksOnBlocks() {
    return simulated("attacks on blocks", "shuffled-block", "low-and-slow");
  }

  /** A flood from one address and resends to a few numbers. */
  static Scenario floods() {
    return simulated("floods", "single-address-burst", "resend-abuse");
  }

  /** Life that looks like fraud. */
  static Scenario lookAlikes() {
    return simulated(
        "look-alikes", "marketing-campaign", "campus-nat", "company-enrolment", "carrier-outage");
  }

  /** The settings that map the simulated logs to tenants and flows. */
  static String sampleSettings() {
    try (InputStream in = SampleFiles.open(SampleFiles.SETTINGS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Scenario simulated(String name, String... profiles) {
    return Scenario.of(
        name,
        sampleSettings(),
        Simulation.of(
            SEED,
            1,
            LITTLE_BACKGROUND,
            Arrays.stream(profiles)
                .map(profile -> ProfileCatalogue.named(profile).orElseThrow())
                .toList()));
  }
}
