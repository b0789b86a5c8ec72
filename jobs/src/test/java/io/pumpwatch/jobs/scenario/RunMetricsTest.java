package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.run.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The metrics of a run say what its {@code run.json} and its findings say. */
class RunMetricsTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:03Z");
  private static final String BOUND = "history:\n  out-of-orderness: 10min\n";

  @TempDir private Path folder;
  private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

  private MiniCluster cluster;

  /** What is reported goes with the cluster. */
  @AfterEach
  void close() throws Exception {
    TestStreamEnvironment.unsetAsContext();
    cluster.close();
  }

  static List<Execution> executions() {
    return List.of(Execution.BATCH_ON_TWO_SLOTS, Execution.STREAMING_ON_TWO_SLOTS);
  }

  /** The exercises, with a line that is none and an event that comes two hours late. */
  private static Scenario scenario() {
    Map<String, List<LogLine>> logs = new HashMap<>(RedTeamExercise.all(START).logs());
    List<LogLine> lines = new ArrayList<>(logs.get("sns-delivery"));
    LogLine first = lines.get(0);
    lines.add(new LogLine(lines.get(lines.size() - 1).writtenMicros(), "{\"cut short\":"));
    logs.put("sns-delivery", lines);
    logs.put(
        "canonical",
        Stream.of(START.plus(Duration.ofHours(2)), START)
            .map(
                time ->
                    new LogLine(
                        first.writtenMicros(),
                        "{\"event_time\":\"" + time + "\",\"event_type\":\"delivered\"}"))
            .toList());
    return new Scenario("exercises and blunders", BOUND + RedTeamExercise.closeWatch(), logs);
  }

  private Detection detect(Execution execution) throws Exception {
    LogFolder logs = Arrangement.asWritten().write(scenario(), folder.resolve("run/input"));
    Files.writeString(logs.logs().resolve("broken.parquet"), "PAR1 and no more of it PAR1");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(reporter.addToConfiguration(new Configuration()))
                .setNumSlotsPerTaskManager(execution.parallelism())
                .withRandomPorts()
                .build());
    cluster.start();
    TestStreamEnvironment.setAsContext(cluster, execution.parallelism());
    return Detection.over(logs, execution);
  }

  @ParameterizedTest
  @MethodSource("executions")
  void countWhatTheRunReports(Execution execution) throws Exception {
    Detection detection = detect(execution);

    RunReport.Records records = detection.report().records();
    RunReport.Events events = detection.report().events();
    assertThat(records.dead()).isEqualTo(2);
    assertThat(events.late()).isEqualTo(1);
    assertThat(count("recordsDecoded")).isEqualTo(records.decoded());
    assertThat(count("recordsSkipped")).isEqualTo(records.skipped());
    assertThat(countBy("recordsDead", "cause"))
        .isEqualTo(Map.of("unrecognised", 0L, "malformed", 1L, "damaged", 1L, "ahead", 0L));
    assertThat(count("eventsOnTime")).isEqualTo(events.onTime());
    assertThat(count("eventsLate")).isEqualTo(events.late());
  }

  @ParameterizedTest
  @MethodSource("executions")
  void countWhatBecameOfFindings(Execution execution) throws Exception {
    Detection detection = detect(execution);

    assertThat(detection.findings()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(withoutNought(countBy("findingsOpened", "pattern")))
        .isEqualTo(by(detection.findings(), Finding::pattern));
    assertThat(withoutNought(countBy("findingsClosed", "severity")))
        .isEqualTo(by(detection.findings(), finding -> finding.severity().word()));
    long revisions = detection.findings().stream().mapToLong(Finding::revision).sum();
    assertThat(count("findingsOpened") + count("findingsUpdated") + count("findingsClosed"))
        .isEqualTo(revisions);
  }

  @ParameterizedTest
  @MethodSource("executions")
  void everyPartialTallyIsMergedAndEveryKeyForgottenAtTheEnd(Execution execution) throws Exception {
    detect(execution);

    assertThat(count("contributionsFolded")).isGreaterThan(count("talliesFolded"));
    assertThat(count("talliesMerged")).isPositive().isEqualTo(count("talliesFolded"));
    assertThat(count("windowsScored")).isPositive();
    assertThat(countBy("keysForgotten", "grain"))
        .containsEntry("tenant", 1L)
        .containsEntry("source_ip", 3L)
        .containsEntry("destination_block", 6L);
    assertThat(liveKeys()).isZero();
  }

  private long count(String name) {
    return countBy(name, "").values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sums of counters of that name over all slots, by a label. */
  private Map<String, Long> countBy(String name, String label) {
    Map<String, Long> counts = new TreeMap<>();
    reporter
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              if (metrics.get(name) instanceof Counter counter) {
                String value = group.getAllVariables().getOrDefault("<" + label + ">", "");
                counts.merge(value, counter.getCount(), Long::sum);
              }
            });
    assertThat(counts).as(name).isNotEmpty();
    return counts;
  }

  private long liveKeys() {
    return reporter.getMetricsByGroup().values().stream()
        .map(metrics -> metrics.get("keysLive"))
        .filter(Gauge.class::isInstance)
        .mapToLong(gauge -> (Long) ((Gauge<?>) gauge).getValue())
        .sum();
  }

  private static Map<String, Long> withoutNought(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(Predicate.not(entry -> entry.getValue() == 0))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Long> by(
      List<Finding> findings, Function<Finding, String> classifier) {
    return findings.stream().collect(Collectors.groupingBy(classifier, Collectors.counting()));
  }
}
