package io.pumpwatch.jobs.input.history;

import java.util.List;

/**
 * Input was named that does not exist: a mistake of whoever named it, found before a job starts.
 */
public final class MissingInputException extends RuntimeException {
  private final List<String> paths;

  /** For the paths that do not exist. */
  public MissingInputException(List<String> paths) {
    super("does not exist: " + String.join(", ", paths));
    this.paths = List.copyOf(paths);
  }

  /** The paths, as they were named. */
  public List<String> paths() {
    return paths;
  }
}
