package io.pumpwatch.jobs.alert;

import java.util.List;

/** Alerts cannot be written as asked: told before a job starts. */
public final class AlertTopicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With every problem, a line each. */
  public AlertTopicException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
