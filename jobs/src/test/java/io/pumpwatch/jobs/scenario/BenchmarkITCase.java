package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.benchmark.BenchmarkReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the benchmark, as it is shipped, over little traffic. */
class BenchmarkITCase {
  private static final long EVENTS = 20_000;

  @TempDir private Path folder;

  @Test
  void measuresEveryRow() throws Exception {
    PumpwatchProcess run =
        PumpwatchProcess.runPackaged(
            folder,
            Map.of(),
            "benchmark",
            "--events=" + EVENTS,
            "--rounds=1",
            "--parallelism=2",
            "--output=out");
    assertThat(run.exitCode()).as(run.text()).isZero();

    BenchmarkReport report =
        BenchmarkReport.ofJson(Files.readString(folder.resolve("out/benchmark.json")));
    assertThat(report.rows())
        .containsOnlyKeys(
            "scan",
            "pumpwatch",
            "keyed-count",
            "siem-rules-sql",
            "duckdb-siem-rules",
            "match-recognize",
            "cep-per-event")
        .allSatisfy(
            (name, row) -> {
              assertThat(row.events()).isEqualTo(EVENTS);
              assertThat(row.rounds()).singleElement().isEqualTo(row.eventsPerSecond());
              assertThat(row.eventsPerSecond()).isPositive();
            });
    assertThat(report.ratios()).hasSize(6);
    assertThat(report.versions()).containsOnlyKeys("pumpwatch", "java", "flink", "duckdb");
    assertThat(report.rows().get("pumpwatch").findings()).isPositive();
    assertThat(report.rows().get("duckdb-siem-rules").findings())
        .isPositive()
        .isEqualTo(report.rows().get("siem-rules-sql").findings());
    assertThat(run.out()).anyMatch(line -> line.startsWith("keyed-count "));
  }
}
