package io.pumpwatch.jobs.command;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * What {@code simulate} was asked to do.
 *
 * @param seed the same seed gives the same traffic
 * @param days days of traffic, at least 1
 * @param quietDays how many of them come before any attack or look-alike
 * @param scale legitimate traffic as a multiple of the usual, above 0
 * @param profiles attacks and look-alikes to mix in
 * @param world whose assumptions to follow
 * @param duplicates share of rows that arrive twice, 0 to 1
 * @param disorder the longest time by which a row arrives late
 * @param sparse share of optional fields left out of canonical events, 0 to 1
 * @param format what to write
 * @param output a folder that is empty or not there yet
 */
public record SimulateOptions(
    long seed,
    int days,
    int quietDays,
    double scale,
    Set<String> profiles,
    String world,
    double duplicates,
    Duration disorder,
    double sparse,
    String format,
    Path output) {
  public SimulateOptions {
    profiles = Set.copyOf(profiles);
  }
}
