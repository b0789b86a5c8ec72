package io.pumpwatch.jobs;

import io.pumpwatch.jobs.benchmark.Benchmark;
import io.pumpwatch.jobs.benchmark.BenchmarkReport;
import io.pumpwatch.jobs.benchmark.BenchmarkRow;
import io.pumpwatch.jobs.benchmark.BurstInSql;
import io.pumpwatch.jobs.benchmark.BurstPerEvent;
import io.pumpwatch.jobs.benchmark.KeyedCount;
import io.pumpwatch.jobs.benchmark.RowMeasurement;
import io.pumpwatch.jobs.benchmark.RowProcess;
import io.pumpwatch.jobs.benchmark.Scan;
import io.pumpwatch.jobs.benchmark.SiemRulesInDuckDb;
import io.pumpwatch.jobs.benchmark.SiemRulesInSql;
import io.pumpwatch.jobs.benchmark.Traffic;
import io.pumpwatch.jobs.benchmark.TrafficStore;
import io.pumpwatch.jobs.command.BenchmarkCommand;
import io.pumpwatch.jobs.command.BenchmarkOptions;
import io.pumpwatch.jobs.command.BenchmarkRowCommand;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The rows of the benchmark. The command runs each of them in a process of its own, which is this
 * program again with more libraries on its class path: those that only some rows need.
 */
public final class BenchmarkJob implements BenchmarkCommand.Job, BenchmarkRowCommand.Job {
  private static final double MILLIS_PER_SECOND = 1000.0;

  /** One of the classes that the rows need beside those of jobs. */
  private static final String OF_LIBRARIES = "org/duckdb/DuckDBDriver.class";

  private final List<BenchmarkRow> rows =
      List.of(
          new Scan(new RawLogFiles(Settings.defaults().input())),
          new DetectionRow(),
          new KeyedCount(),
          new SiemRulesInSql(),
          new SiemRulesInDuckDb(),
          new BurstInSql(),
          new BurstPerEvent());

  private final Path libraries;

  /** With the folder of the libraries that only rows need. */
  public BenchmarkJob(Path libraries) {
    this.libraries = libraries;
  }

  @Override
  public List<String> rows() {
    return rows.stream().map(BenchmarkRow::name).toList();
  }

  @Override
  public Traffic traffic(BenchmarkOptions options, Progress progress) throws IOException {
    if (!Files.isDirectory(libraries) && !isLoadable(OF_LIBRARIES)) {
      throw new UsageException(
          "the benchmark needs libraries that jobs do without; the build puts them into "
              + libraries);
    }
    TrafficStore store = store(options);
    if (!store.holds(options.recipe())) {
      AtomicLong made = new AtomicLong();
      progress.follow(made::get);
      store.make(options.recipe(), made::set);
    }
    return TrafficStore.open(store.folderOf(options.recipe()));
  }

  @Override
  public BenchmarkReport run(BenchmarkOptions options, Traffic traffic, Consumer<String> progress)
      throws IOException, InterruptedException {
    RowProcess process =
        new RowProcess(
            System.getProperty("java.class.path") + File.pathSeparator + libraries + "/*",
            Pumpwatch.class.getName(),
            options.output().resolve("rows"));
    String folder = store(options).folderOf(options.recipe()).toAbsolutePath().toString();
    return new Benchmark(
            rows.stream().filter(row -> options.rows().contains(row.name())).toList(),
            options.recipe(),
            options.parallelism(),
            options.rounds())
        .run(
            traffic,
            row ->
                process.run(
                    row.name(),
                    List.of(
                        BenchmarkRowCommand.NAME,
                        "--traffic=" + folder,
                        "--parallelism=" + options.parallelism(),
                        row.name())),
            progress);
  }

  private static boolean isLoadable(String classFile) {
    return BenchmarkJob.class.getClassLoader().getResource(classFile) != null;
  }

  private static TrafficStore store(BenchmarkOptions options) {
    return new TrafficStore(options.output().resolve("traffic"));
  }

  /** Runs a row in this process, and writes down what it came to. */
  @Override
  public void run(String name, Path folder, int parallelism, Path output) throws Exception {
    BenchmarkRow row =
        rows.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
    Traffic whole = TrafficStore.open(folder);
    Traffic traffic = row.extent(whole);
    BenchmarkRow.Outcome outcome =
        row.run(new BenchmarkRow.Place(traffic, parallelism, output, FlinkEnvironment::create));
    double alive = ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND;
    new RowMeasurement(
            row.engine(),
            traffic.events(),
            traffic.events() == whole.events(),
            outcome.seconds(),
            Math.max(0, alive - outcome.seconds()),
            outcome.findings())
        .write(output);
  }
}
