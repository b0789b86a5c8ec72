package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import io.pumpwatch.jobs.output.iceberg.ArchivedRows;
import io.pumpwatch.jobs.output.iceberg.IcebergArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archive holds what the files hold: every revision, of every run, once. */
class IcebergArchiveITCase {
  private static final Instant EXERCISE = Instant.parse("2026-03-02T10:00:30Z");
  private static final String OFTEN = "live:\n  checkpoint-interval: 200 ms\n";
  private static final int ROWS = 60;
  private static final int ROWS_PER_CHECKPOINT = 6;

  @TempDir private Path folder;

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private ArchivePlace archive() {
    return new ArchivePlace("iceberg", new org.apache.flink.core.fs.Path(warehouse().toUri()));
  }

  private LogFolder logs(Scenario scenario) throws IOException {
    return Arrangement.asWritten()
        .write(scenario.withSettings(scenario.settings() + OFTEN), folder.resolve("run/input"));
  }

  private static List<Finding> inFiles(OutputDirectory output) throws IOException {
    List<Finding> findings = new ArrayList<>();
    new ParquetTableReader<>(FindingsTable.TABLE, FindingsTable::read)
        .readRows(output.findings(), findings::add);
    return findings;
  }

  static List<Execution> executions() {
    return List.of(Execution.BATCH_ON_TWO_SLOTS, Execution.STREAMING_ON_TWO_SLOTS);
  }

  @ParameterizedTest
  @MethodSource("executions")
  void holdsTheRevisionsOfTheFilesRunAfterRun(Execution execution) throws Exception {
    LogFolder logs = logs(RedTeamExercise.all(EXERCISE));

    Detection first = Detection.archiving(archive(), logs, execution);
    List<Finding> expected = inFiles(first.output());
    assertThat(expected).hasSizeGreaterThan(first.findings().size()).isNotEmpty();
    assertThat(ArchivedRows.findings(warehouse()))
        .as("after the first run")
        .containsExactlyInAnyOrderElementsOf(expected);

    Detection second = Detection.archiving(archive(), logs, execution);
    expected.addAll(inFiles(second.output()));
    assertThat(ArchivedRows.findings(warehouse()))
        .as("after the second run")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aJobThatIsStartedAgainLeavesNoRowTwice() throws Exception {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("state").toUri().toString());
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING, options);
    IcebergArchive archive = new IcebergArchive();
    archive.prepare(archive().path());
    archive.attach(
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    index -> ExampleBurst.finding(),
                    ROWS,
                    RateLimiterStrategy.perCheckpoint(ROWS_PER_CHECKPOINT),
                    TypeInformation.of(Finding.class)),
                WatermarkStrategy.noWatermarks(),
                "findings")
            .uid("findings")
            .map(new FailOnceCommitted(warehouse().toString()))
            .uid("failure"),
        archive().path());

    environment.execute("restarted");

    assertThat(FailOnceCommitted.FAILED).isTrue();
    assertThat(ArchivedRows.count(warehouse())).isEqualTo(ROWS);
  }

  /** Fails once, with rows on their way, when there are rows in the table. */
  private record FailOnceCommitted(String warehouse) implements MapFunction<Finding, Finding> {
    static final AtomicBoolean FAILED = new AtomicBoolean();

    @Override
    public Finding map(Finding finding) throws IOException {
      if (!FAILED.get() && ArchivedRows.count(Path.of(warehouse)) > 0) {
        FAILED.set(true);
        throw new IOException("pulled out");
      }
      return finding;
    }
  }

  private String[] detect(LogFolder logs, String... more) {
    return Stream.of(
            Stream.of("detect", "--output", "out", "--archive", "iceberg:warehouse"),
            Stream.of("--settings", logs.settings().toString(), "--input", logs.logs().toString()),
            Stream.of("--mode", "streaming", "--parallelism", "2"),
            Stream.of(more))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  @Test
  void aRunThatWasKilledLeavesNoRowTwice() throws Exception {
    LogFolder logs = logs(SimulatedScenarios.attacksOnBlocks());
    Detection undisturbed = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);

    PumpwatchProcess.start(folder, Map.of(), detect(logs))
        .killOnce(() -> ArchivedRows.count(warehouse()) > 0);
    PumpwatchProcess resumed = PumpwatchProcess.run(folder, Map.of(), detect(logs, "--resume"));

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(resumed.text())
        .contains("Findings were appended to iceberg:file:" + warehouse() + " too");
    List<Finding> archived = ArchivedRows.findings(warehouse());
    assertThat(archived).extracting(Finding::findingId, Finding::revision).doesNotHaveDuplicates();
    assertThat(archived).hasSameSizeAs(inFiles(undisturbed.output()));
    RowForRow.assertSame(
        "the archive of the run that was killed", undisturbed.findings(), latest(archived));
  }

  private static List<Finding> latest(List<Finding> archived) {
    List<Finding> inOrder = archived.stream().sorted(FindingsReader.BY_REVISION).toList();
    Map<String, Finding> latest = new LinkedHashMap<>();
    inOrder.forEach(finding -> latest.put(finding.findingId(), finding));
    return List.copyOf(latest.values());
  }
}
