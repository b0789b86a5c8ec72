package io.pumpwatch.jobs.settings;

import java.time.Duration;

/**
 * Whether rows that say the same of one message count once.
 *
 * @param mode when they do
 * @param span two rows of one message and one type further apart than this in event time are two
 *     observations
 */
public record DeduplicateSettings(Mode mode, Duration span) implements Checked {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** When repeated rows are looked for. */
  public enum Mode {
    /** Where a sample of the input shows a reason to. */
    AUTO,
    ON,
    OFF
  }

  /** What holds where the file is silent. */
  public static DeduplicateSettings defaults() {
    return new DeduplicateSettings(Mode.AUTO, Duration.ofDays(1));
  }

  @Override
  public void check(Problems problems) {
    problems.check(span.compareTo(SHORTEST) >= 0, "must be at least 1 min", "span");
  }
}
