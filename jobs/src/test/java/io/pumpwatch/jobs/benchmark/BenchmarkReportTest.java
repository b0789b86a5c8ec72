package io.pumpwatch.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkReportTest {
  private static final long EVENTS = 1000;

  @TempDir private Path folder;

  /** A row that takes given seconds, round by round. */
  private record Scripted(String name, List<Double> seconds) implements BenchmarkRow {
    @Override
    public String description() {
      return "does " + name;
    }

    @Override
    public Outcome run(Place place) {
      throw new UnsupportedOperationException("measured by the runner");
    }
  }

  private static Scripted row(String name, Double... seconds) {
    return new Scripted(name, List.of(seconds));
  }

  private BenchmarkReport report(List<String> turns, Scripted... rows) throws Exception {
    Traffic traffic =
        new Traffic(
            folder,
            List.of(new Traffic.Day("dt=2026-03-02", EVENTS)),
            Instant.parse("2026-03-02T00:00:00Z"),
            Instant.parse("2026-03-02T00:10:00Z"));
    int rounds = rows[0].seconds().size();
    List<Iterator<Double>> scripts =
        Arrays.stream(rows).map(row -> row.seconds().iterator()).toList();
    return new Benchmark(
            List.of(rows), new TrafficRecipe(EVENTS, 7, 1), /* parallelism= */ 2, rounds)
        .run(
            traffic,
            row -> {
              turns.add(row.name());
              double seconds = scripts.get(Arrays.asList(rows).indexOf(row)).next();
              return new RowMeasurement("Flink 2.3.0", EVENTS, true, seconds, 1, 5L);
            },
            line -> {});
  }

  @Test
  void rowsTakeTurns() throws Exception {
    List<String> turns = new ArrayList<>();
    report(turns, row("scan", 1.0, 1.0), row("pumpwatch", 1.0, 1.0));
    assertThat(turns).containsExactly("scan", "pumpwatch", "scan", "pumpwatch");
  }

  @Test
  void ratesAreMediansOfTheRounds() throws Exception {
    BenchmarkReport report =
        report(
            new ArrayList<>(),
            row("scan", 1.0, 0.5, 2.0),
            row("pumpwatch", 5.0, 4.0, 2.0),
            row("keyed-count", 8.0, 8.0, 1.0));

    BenchmarkReport.Row scan = report.rows().get("scan");
    assertThat(scan.eventsPerSecond()).isEqualTo(1000);
    assertThat(scan.rounds()).containsExactly(1000.0, 2000.0, 500.0);
    assertThat(scan.slowest()).isEqualTo(500);
    assertThat(scan.fastest()).isEqualTo(2000);
    assertThat(report.ratios()).containsOnlyKeys("pumpwatch/scan", "pumpwatch/keyed-count");
    assertThat(report.ratios().get("pumpwatch/scan")).isCloseTo(0.25, within(1e-9));
    assertThat(report.ratios().get("pumpwatch/keyed-count")).isCloseTo(2, within(1e-9));
    assertThat(report.traffic().eventsPerMinute()).isEqualTo(100);
  }

  @Test
  void comparesNothingWithARowThatDidNotRun() throws Exception {
    assertThat(report(new ArrayList<>(), row("scan", 1.0)).ratios()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3 1 2,2", "4 1 3 2,2.5", "7,7"})
  void medianIsTheMiddle(String values, double median) {
    assertThat(
            BenchmarkReport.median(Arrays.stream(values.split(" ")).map(Double::valueOf).toList()))
        .isEqualTo(median);
  }

  @Test
  void jsonHasTheKeysOfTheContract() throws Exception {
    BenchmarkReport report =
        report(new ArrayList<>(), row("scan", 1.0, 2.0), row("pumpwatch", 4.0, 4.0));

    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.at("/rows/scan/events_per_second").asDouble()).isEqualTo(750);
    assertThat(json.at("/rows/scan/rounds")).hasSize(2);
    assertThat(json.at("/rows/pumpwatch/findings").asLong()).isEqualTo(5);
    assertThat(json.get("ratios").get("pumpwatch/scan").asDouble())
        .isCloseTo(1.0 / 3, within(1e-9));
    assertThat(json.at("/machine/cores").asInt()).isPositive();
    assertThat(json.at("/versions/flink").asText()).isEqualTo("2.3.0");
    assertThat(json.at("/settings/seed").asLong()).isEqualTo(7);
    assertThat(BenchmarkReport.ofJson(report.toJson())).isEqualTo(report);
  }
}
