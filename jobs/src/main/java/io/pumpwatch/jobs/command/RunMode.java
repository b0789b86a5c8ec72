package io.pumpwatch.jobs.command;

import java.util.Locale;

/** How Flink executes a run. */
public enum RunMode {
  /** Batch where every input ends, else streaming. */
  AUTO,
  /** Sorted and key by key: needs inputs that end. */
  BATCH,
  /** In order of arrival, with watermarks. */
  STREAMING;

  /** The word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
