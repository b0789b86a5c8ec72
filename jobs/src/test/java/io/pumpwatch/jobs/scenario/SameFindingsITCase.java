package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Same input, same findings: in batch and in streaming, on one slot and on two, in whatever order
 * the records of a log come and however they lie in files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameFindingsITCase {
  private static final Instant BEFORE_THE_MINUTE = Instant.parse("2026-03-02T12:00:57Z");

  /** A bound that nothing crosses which lies in order: SNS tells of a send at its receipt. */
  private static final String BOUNDED = "history:\n  out-of-orderness: 4h\n";

  private static final int FILES = 5;

  private final Map<Scenario, Detection> asWritten = new HashMap<>();
  private int runs;

  @TempDir Path folder;

  private static List<Scenario> scenarios() {
    return List.of(
        RedTeamExercise.all(BEFORE_THE_MINUTE),
        SimulatedScenarios.attacksOnBlocks(),
        SimulatedScenarios.floods(),
        SimulatedScenarios.lookAlikes(),
        SimulatedScenarios.sample());
  }

  private static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (Scenario scenario : scenarios()) {
      for (Execution execution : Execution.ALL) {
        if (execution != Execution.BATCH_ON_ONE_SLOT) {
          runs.add(Arguments.of(scenario, Arrangement.asWritten(), execution));
        }
      }
      for (Execution execution :
          List.of(Execution.BATCH_ON_TWO_SLOTS, Execution.STREAMING_ON_TWO_SLOTS)) {
        runs.add(Arguments.of(scenario, Arrangement.shuffled(), execution));
        runs.add(Arguments.of(scenario, Arrangement.asWritten().inPackedFiles(FILES), execution));
      }
      runs.add(
          Arguments.of(
              scenario,
              Arrangement.shuffled().inPackedFiles(FILES),
              Execution.STREAMING_ON_ONE_SLOT));
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("runs")
  void orderLayoutAndExecutionPlayNoPart(
      Scenario scenario, Arrangement arrangement, Execution execution) throws Exception {
    assertSame(scenario, detect(scenario, arrangement, execution));
  }

  private static Stream<Arguments> boundedRuns() {
    return scenarios().stream()
        .flatMap(
            scenario ->
                Stream.of(Execution.BATCH_ON_ONE_SLOT, Execution.STREAMING_ON_TWO_SLOTS)
                    .map(execution -> Arguments.of(scenario, execution)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("boundedRuns")
  void disorderWithinTheBoundPlaysNoPart(Scenario scenario, Execution execution) throws Exception {
    Scenario bounded = scenario.withSettings(scenario.settings() + BOUNDED);
    Duration bound =
        SettingsBinder.bind("settings", bounded.settings(), Settings.defaults())
            .history()
            .outOfOrderness();

    assertSame(scenario, detect(bounded, Arrangement.outOfOrderBy(bound.dividedBy(2)), execution));
  }

  private void assertSame(Scenario scenario, Detection detection) throws Exception {
    Detection expected = asWritten.get(scenario);
    if (expected == null) {
      expected = detect(scenario, Arrangement.asWritten(), Execution.BATCH_ON_ONE_SLOT);
      asWritten.put(scenario, expected);
    }
    RunReport report = detection.report();
    assertThat(report.records().read()).isEqualTo(expected.report().records().read());
    assertThat(report.records().dead()).isZero();
    assertThat(report.events()).isEqualTo(expected.report().events());
    assertThat(report.events().late()).isZero();
    assertThat(report.byFormat()).isEqualTo(expected.report().byFormat());
    RowForRow.assertSame("the run", expected.findings(), detection.findings());
  }

  private Detection detect(Scenario scenario, Arrangement arrangement, Execution execution)
      throws Exception {
    runs++;
    LogFolder logs = arrangement.write(scenario, folder.resolve("run-" + runs + "/input"));
    long t = System.nanoTime();
    Detection d = Detection.over(logs, execution);
    System.out.println(
        "RUN "
            + scenario
            + ", "
            + arrangement
            + ", "
            + execution
            + " "
            + (System.nanoTime() - t) / 1_000_000
            + " ms "
            + d.findings().size()
            + " findings "
            + d.report().findings()
            + d.report().events());
    return d;
  }
}
