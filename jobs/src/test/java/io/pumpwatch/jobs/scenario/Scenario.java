package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raw logs that tell a story, independent of how they lie in files.
 *
 * @param name for messages
 * @param settings YAML; empty for the defaults
 * @param logs the records of each log in the order in which they were written, by name
 */
record Scenario(String name, String settings, Map<String, List<LogLine>> logs) {

  /** One log, read by the default settings. */
  static Scenario of(String name, String log, List<LogLine> lines) {
    return new Scenario(name, "", Map.of(log, lines));
  }

  /** Every log that the simulated tenants keep. */
  static Scenario of(String name, String settings, Simulation simulation) {
    Map<String, List<LogLine>> logs = new LinkedHashMap<>();
    for (Tenant tenant : Tenants.ALL) {
      for (MessageLog log : tenant.logs()) {
        List<LogLine> lines = new ArrayList<>();
        simulation.lines(tenant, log).forEachRemaining(lines::add);
        logs.put(tenant.name() + "-" + log.format(), lines);
      }
    }
    return new Scenario(name, settings, logs);
  }

  /** The logs of several, no two of which have the same name. */
  static Scenario together(String name, Scenario... scenarios) {
    Map<String, List<LogLine>> logs = new LinkedHashMap<>();
    Arrays.stream(scenarios).forEach(scenario -> logs.putAll(scenario.logs()));
    return new Scenario(name, "", logs);
  }

  /** The same read by these settings. */
  Scenario withSettings(String yaml) {
    return new Scenario(name, yaml, logs);
  }

  @Override
  public String toString() {
    return name;
  }
}
