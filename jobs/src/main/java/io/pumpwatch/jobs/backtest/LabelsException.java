package io.pumpwatch.jobs.backtest;

import java.util.List;

/** A label file that cannot be used. Trying again does not help: somebody has to edit the file. */
public final class LabelsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With the problems found, each with file and line. */
  public LabelsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
