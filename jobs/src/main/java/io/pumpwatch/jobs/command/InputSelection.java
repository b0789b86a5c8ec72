package io.pumpwatch.jobs.command;

import java.time.Instant;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * Which logs a run reads, and which events of them.
 *
 * @param paths files and folders; empty for the bundled sample
 * @param format the log format of raw files, null to recognise each by its content
 * @param from first event time taken, null for no bound
 * @param to first event time no longer taken, null for no bound
 */
public record InputSelection(List<Path> paths, String format, Instant from, Instant to) {
  public InputSelection {
    paths = List.copyOf(paths);
  }

  /** Whether nothing was named, so that the bundled sample stands in. */
  public boolean bundledSample() {
    return paths.isEmpty();
  }
}
