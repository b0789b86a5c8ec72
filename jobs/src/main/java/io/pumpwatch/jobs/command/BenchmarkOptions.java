package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.benchmark.TrafficRecipe;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code benchmark} was asked to do.
 *
 * @param recipe of the traffic
 * @param rows names of the rows to run
 * @param rounds how often each is run, at least 1
 * @param parallelism slots or threads of each, at least 1
 * @param output the folder to write to
 */
public record BenchmarkOptions(
    TrafficRecipe recipe, List<String> rows, int rounds, int parallelism, Path output) {
  public BenchmarkOptions {
    rows = List.copyOf(rows);
  }
}
