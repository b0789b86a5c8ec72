package io.pumpwatch.jobs.command;

import org.apache.flink.core.fs.Path;

/**
 * What {@code backtest} was asked to do.
 *
 * @param run the run of {@code detect} to score
 * @param labels what is known about the traffic, null for nothing
 * @param references whether published rules are scored beside our patterns
 */
public record BacktestOptions(DetectOptions run, Path labels, boolean references) {}
