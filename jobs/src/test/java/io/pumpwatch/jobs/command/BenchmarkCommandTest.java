package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.benchmark.BenchmarkReport;
import io.pumpwatch.jobs.benchmark.Machine;
import io.pumpwatch.jobs.benchmark.Traffic;
import io.pumpwatch.jobs.benchmark.TrafficRecipe;
import io.pumpwatch.jobs.command.run.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  @TempDir private Path folder;
  private final List<BenchmarkOptions> runs = new ArrayList<>();

  private CommandLineRun benchmark(String... arguments) {
    return CommandLineRun.of(new BenchmarkCommand(new Recorded()), arguments);
  }

  private final class Recorded implements BenchmarkCommand.Job {
    @Override
    public List<String> rows() {
      return List.of("scan", "pumpwatch", "cep-per-event");
    }

    @Override
    public Traffic traffic(BenchmarkOptions options, Progress progress) {
      runs.add(options);
      return new Traffic(
          folder,
          List.of(new Traffic.Day("dt=2026-03-02", 6000)),
          MIDNIGHT,
          MIDNIGHT.plusSeconds(600));
    }

    @Override
    public BenchmarkReport run(
        BenchmarkOptions options, Traffic traffic, Consumer<String> progress) {
      progress.accept("Round 1 of 1, scan");
      Map<String, BenchmarkReport.Row> rows = new LinkedHashMap<>();
      rows.put("scan", row(4_000_000, 6000, true, null));
      rows.put("cep-per-event", row(80_000, 3000, false, 12L));
      return new BenchmarkReport(
          MIDNIGHT,
          new BenchmarkReport.Settings(6000, 1, 1, 2, 1, List.of()),
          new BenchmarkReport.Extent(6000, 1, 600, 3 << 20),
          new Machine("Some CPU", 2, 24L << 30, "Linux 6"),
          Map.of("flink", "2.3.0"),
          rows,
          Map.of("cep-per-event/scan", 0.02));
    }

    private BenchmarkReport.Row row(double rate, long events, boolean whole, Long findings) {
      return new BenchmarkReport.Row(
          "does something",
          "Flink 2.3.0",
          rate,
          List.of(rate),
          List.of(events / rate),
          2.5,
          events,
          whole,
          findings);
    }
  }

  @Test
  void hasDefaults() {
    benchmark("benchmark", "--output", folder.toString());
    assertThat(runs)
        .containsExactly(
            new BenchmarkOptions(
                new TrafficRecipe(20_000_000, 1, 1),
                List.of("scan", "pumpwatch", "cep-per-event"),
                3,
                Runtime.getRuntime().availableProcessors(),
                folder));
  }

  @Test
  void takesEveryOption() {
    benchmark(
        "benchmark",
        "--events=5000",
        "--seed=4",
        "--density=10",
        "--rows=cep-per-event,scan",
        "--rounds=1",
        "--parallelism=1",
        "--output=" + folder);
    assertThat(runs)
        .containsExactly(
            new BenchmarkOptions(
                new TrafficRecipe(5000, 4, 10), List.of("scan", "cep-per-event"), 1, 1, folder));
  }

  @Test
  void printsATableAndKeepsTheReport() throws Exception {
    CommandLineRun run = benchmark("benchmark", "--output", folder.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .containsExactly(
            "Traffic of 6,000 events, 600 a minute, is in " + folder, "Round 1 of 1, scan");
    assertThat(run.out())
        .containsExactly(
            "row             events/s    slowest    fastest   events  start s  findings  what it"
                + " does",
            "scan           4,000,000  4,000,000  4,000,000    6,000      2.5         -  does"
                + " something",
            "cep-per-event     80,000     80,000     80,000  3,000 *      2.5        12  does"
                + " something",
            "* over the first days alone",
            "",
            "Events a second, one row over the other",
            "  cep-per-event / scan               0.020",
            "",
            "6,000 events of 1 days, 600 a minute, 3 MiB of Parquet; seed 1, parallelism 2, rounds"
                + " 1",
            "Some CPU, 2 cores, 24 GiB, Linux 6",
            "flink 2.3.0");
    assertThat(
            BenchmarkReport.ofJson(Files.readString(folder.resolve("benchmark.json")))
                .rows()
                .get("cep-per-event")
                .findings())
        .isEqualTo(12);
  }

  @Test
  void refusesWhatCannotBe() {
    CommandLineRun run =
        benchmark(
            "benchmark",
            "--events=0",
            "--density=0",
            "--rounds=0",
            "--parallelism=0",
            "--rows=all,scan",
            "--output=s3://bucket/out");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "--events must be at least 1, is 0",
            "--density must be above 0, is 0.0",
            "--rounds must be at least 1, is 0",
            "--parallelism must be at least 1, is 0",
            "--rows takes all alone",
            "--output must be a folder of this machine, is s3://bucket/out",
            "See pumpwatch benchmark --help");
    assertThat(runs).isEmpty();
  }

  @Test
  void knowsTheRows() {
    CommandLineRun run = benchmark("benchmark", "--rows=scam");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).anyMatch(line -> line.contains("did you mean scan?"));
  }
}
