package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Same input, same findings: in batch and in streaming, on one slot and on two, in whatever order
 * the records of a log come and however they lie in files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameFindingsITCase {
  private static final Instant BEFORE_THE_MINUTE = Instant.parse("2026-03-02T12:00:57Z");

  /** Twice the disorder of a test: SNS writes a record when the receipt is in, of the send too. */
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

  /** Each scenario in each mode and order; the sample, which has most formats, in all of them. */
  private static Stream<Arguments> runs() {
    Stream<Arguments> each =
        scenarios().stream()
            .flatMap(
                scenario ->
                    Stream.of(
                        Arguments.of(
                            scenario, Arrangement.asWritten(), Execution.STREAMING_ON_TWO_SLOTS),
                        Arguments.of(
                            scenario, Arrangement.shuffled(), Execution.BATCH_ON_TWO_SLOTS),
                        Arguments.of(
                            scenario,
                            Arrangement.shuffled().inPackedFiles(FILES),
                            Execution.STREAMING_ON_ONE_SLOT)));
    Scenario sample = SimulatedScenarios.sample();
    Stream<Arguments> more =
        Stream.of(
            Arguments.of(sample, Arrangement.asWritten(), Execution.BATCH_ON_TWO_SLOTS),
            Arguments.of(sample, Arrangement.asWritten(), Execution.STREAMING_ON_ONE_SLOT),
            Arguments.of(sample, Arrangement.shuffled(), Execution.STREAMING_ON_TWO_SLOTS),
            Arguments.of(
                sample,
                Arrangement.asWritten().inPackedFiles(FILES),
                Execution.STREAMING_ON_TWO_SLOTS));
    return Stream.concat(each, more);
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

  @ParameterizedTest
  @MethodSource("scenarios")
  void attacksAreFoundAndLookAlikesAreNot(Scenario scenario) throws Exception {
    boolean attacked = !scenario.equals(SimulatedScenarios.lookAlikes());

    assertThat(asWritten(scenario).alerting().isEmpty()).isEqualTo(!attacked);
  }

  /** In the bundled files one of the logs is Parquet, and CloudTrail's records are one array. */
  @ParameterizedTest
  @EnumSource(
      value = RunMode.class,
      names = {"BATCH", "STREAMING"})
  void theFilesAsTheyAreBundledPlayNoPart(RunMode mode) throws Exception {
    LogFolder bundled = LogFolder.ofSample(newFolder());

    Detection detection = Detection.over(bundled, new Execution(mode, 2));

    Detection expected = asWritten(SimulatedScenarios.sample());
    assertThat(detection.report().events()).isEqualTo(expected.report().events());
    RowForRow.assertSame("the run", expected.findings(), detection.findings());
  }

  private void assertSame(Scenario scenario, Detection detection) throws Exception {
    Detection expected = asWritten(scenario);
    RunReport report = detection.report();
    assertThat(report.records()).isEqualTo(expected.report().records());
    assertThat(report.records().dead()).isZero();
    assertThat(report.events()).isEqualTo(expected.report().events());
    assertThat(report.events().late()).isZero();
    assertThat(report.byFormat()).isEqualTo(expected.report().byFormat());
    RowForRow.assertSame("the run", expected.findings(), detection.findings());
  }

  private Detection asWritten(Scenario scenario) throws Exception {
    Detection known = asWritten.get(scenario);
    if (known == null) {
      known = detect(scenario, Arrangement.asWritten(), Execution.BATCH_ON_ONE_SLOT);
      assertThat(known.report().events().total()).isGreaterThan(100);
      asWritten.put(scenario, known);
    }
    return known;
  }

  private Detection detect(Scenario scenario, Arrangement arrangement, Execution execution)
      throws Exception {
    return Detection.over(arrangement.write(scenario, newFolder()), execution);
  }

  private Path newFolder() {
    runs++;
    return folder.resolve("run-" + runs + "/input");
  }
}
