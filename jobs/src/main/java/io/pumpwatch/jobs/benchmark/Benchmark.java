package io.pumpwatch.jobs.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Rows that take turns over the same traffic, round by round, so that a machine that grows slower
 * or faster meets all of them.
 *
 * @param rows which, in the order of their turns
 * @param recipe of the traffic
 * @param parallelism slots or threads of each row
 * @param rounds how often each row is run
 */
public record Benchmark(
    List<BenchmarkRow> rows, TrafficRecipe recipe, int parallelism, int rounds) {

  /** Runs a row in a process of its own. */
  @FunctionalInterface
  public interface Runner {
    /** Runs it once. */
    RowMeasurement run(BenchmarkRow row) throws IOException, InterruptedException;
  }

  public Benchmark {
    rows = List.copyOf(rows);
  }

  /**
   * Runs all rounds.
   *
   * @param traffic what was made of the recipe
   * @param progress takes a line for each run
   */
  public BenchmarkReport run(Traffic traffic, Runner runner, Consumer<String> progress)
      throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    Map<String, List<RowMeasurement>> measured = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (BenchmarkRow row : rows) {
        RowMeasurement measurement = runner.run(row);
        measured.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(measurement);
        progress.accept(
            String.format(
                Locale.ROOT,
                "Round %d of %d, %s: %,.0f events a second in %.1f s",
                round,
                rounds,
                row.name(),
                measurement.rate(),
                measurement.seconds()));
      }
    }
    Map<String, BenchmarkReport.Row> results = new LinkedHashMap<>();
    for (BenchmarkRow row : rows) {
      results.put(row.name(), BenchmarkReport.Row.of(row.description(), measured.get(row.name())));
    }
    return new BenchmarkReport(
        startedAt,
        new BenchmarkReport.Settings(
            recipe.events(),
            recipe.seed(),
            recipe.density(),
            parallelism,
            rounds,
            ManagementFactory.getRuntimeMXBean().getInputArguments()),
        new BenchmarkReport.Extent(
            traffic.events(), traffic.days().size(), traffic.eventsPerMinute(), bytes(traffic)),
        Machine.here(),
        versions(results),
        results,
        BenchmarkReport.ratios(results));
  }

  private static long bytes(Traffic traffic) throws IOException {
    try (Stream<Path> files = Files.walk(traffic.folder())) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static Map<String, String> versions(Map<String, BenchmarkReport.Row> rows) {
    Map<String, String> versions = new TreeMap<>();
    String own = Benchmark.class.getPackage().getImplementationVersion();
    versions.put("pumpwatch", own == null ? "not packaged" : own);
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    for (BenchmarkReport.Row row : rows.values()) {
      String[] words = row.engine().split(" ", 2);
      versions.put(words[0].toLowerCase(Locale.ROOT), words[1]);
    }
    return versions;
  }
}
