package io.pumpwatch.jobs.command;

import java.util.List;

/** A command that was asked for what it cannot do. Trying again does not help. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With every problem, a line each. */
  public UsageException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** With the one problem. */
  public UsageException(String problem) {
    this(List.of(problem));
  }

  public List<String> problems() {
    return problems;
  }
}
