package io.pumpwatch.jobs.command.text;

import java.util.Map;

/**
 * What the output goes to. The launcher knows, and says so in the environment; Java alone cannot
 * tell a terminal on one stream from one on another.
 *
 * @param progressLine whether messages go to a terminal, where a line can be written over
 * @param columns how wide the terminal of the results is; without one there is no limit
 */
public record Terminal(boolean progressLine, int columns) {
  private static final String MESSAGES_ON_TERMINAL = "PUMPWATCH_MESSAGES_ON_TERMINAL";
  private static final String COLUMNS = "PUMPWATCH_COLUMNS";

  /** The one of this process. */
  public static Terminal ofProcess() {
    return of(System.getenv());
  }

  /** The one that these environment variables describe. */
  static Terminal of(Map<String, String> environment) {
    String columns = environment.getOrDefault(COLUMNS, "");
    return new Terminal(
        environment.containsKey(MESSAGES_ON_TERMINAL),
        columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : Integer.MAX_VALUE);
  }
}
