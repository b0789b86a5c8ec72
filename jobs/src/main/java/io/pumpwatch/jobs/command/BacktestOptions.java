package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.sweep.Sweep;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code backtest} was asked to do.
 *
 * @param run the run of {@code detect} to score
 * @param labels what is known about the traffic, null for nothing
 * @param references whether published rules are scored beside our patterns
 * @param otherSettings settings files to try beside those of the run
 * @param sweeps values to try for settings of the run
 */
public record BacktestOptions(
    DetectOptions run,
    org.apache.flink.core.fs.Path labels,
    boolean references,
    List<Path> otherSettings,
    List<Sweep> sweeps) {
  public BacktestOptions {
    otherSettings = List.copyOf(otherSettings);
    sweeps = List.copyOf(sweeps);
  }

  /** A backtest of one variant of the settings. */
  public BacktestOptions(
      DetectOptions run, org.apache.flink.core.fs.Path labels, boolean references) {
    this(run, labels, references, List.of(), List.of());
  }
}
