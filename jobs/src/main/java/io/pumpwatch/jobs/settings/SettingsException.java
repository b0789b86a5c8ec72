package io.pumpwatch.jobs.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used. Trying again does not help: somebody has to edit the file. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingsProblem> problems;

  /** With every problem found, in the order of the file. */
  public SettingsException(List<SettingsProblem> problems) {
    super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<SettingsProblem> problems() {
    return problems;
  }
}
