package io.pumpwatch.jobs.output.postgres;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a database that is down is waited for: pauses that double from the first to the longest,
 * until all the time is up.
 *
 * @param first the first pause
 * @param longest the longest pause
 * @param inAll how long from the first failure
 */
public record Patience(Duration first, Duration longest, Duration inAll) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Well below Flink's timeout of a checkpoint, which waits too. */
  public static final Patience USUAL =
      new Patience(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(2));

  /** The pause after that one. */
  Duration after(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
