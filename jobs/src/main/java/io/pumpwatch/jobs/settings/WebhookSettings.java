package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are posted to an HTTP endpoint.
 *
 * @param body what is posted of an alert
 * @param allowPlaintext whether an endpoint beyond this machine may be one of {@code http}
 * @param requestsPerSecond most requests begun in a second
 * @param timeout how long an answer is waited for
 * @param firstPause before the second attempt; it doubles with each further one
 * @param longestPause the longest such pause
 * @param buffer most alerts that wait for an endpoint that is down, before anything waits for them
 * @param patience how long the run itself then waits, or when the input has ended
 * @param outage what becomes of waiting alerts when patience ends
 */
public record WebhookSettings(
    Body body,
    boolean allowPlaintext,
    double requestsPerSecond,
    Duration timeout,
    Duration firstPause,
    Duration longestPause,
    int buffer,
    Duration patience,
    Outage outage)
    implements Checked, Serializable {
  private static final double LEAST_RATE = 0.01;
  private static final double GREATEST_RATE = 1000;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int GREATEST_BUFFER = 100_000;

  /** What is posted of an alert. */
  public enum Body {
    /** The Detection Finding of OCSF that the topic gets. */
    OCSF,
    /** A line for people, {@code {"text": …}}, as chat services take it. */
    CHAT
  }

  /** What becomes of alerts that wait when patience ends. */
  public enum Outage {
    /** The job fails, and goes on from its last checkpoint with the alerts that wait. */
    FAIL,
    /** The oldest are given up, counted and named in the log. */
    DROP
  }

  /** What holds where the file is silent. */
  public static WebhookSettings defaults() {
    return new WebhookSettings(
        Body.OCSF,
        false,
        10,
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Duration.ofMinutes(1),
        1000,
        Duration.ofMinutes(5),
        Outage.FAIL);
  }

  @Override
  public void check(Problems problems) {
    problems.between("requestsPerSecond", requestsPerSecond, LEAST_RATE, GREATEST_RATE);
    problems.between("timeout", timeout, SHORTEST, LONGEST);
    problems.between("firstPause", firstPause, SHORTEST, LONGEST);
    problems.between("longestPause", longestPause, SHORTEST, LONGEST);
    problems.check(
        longestPause.compareTo(firstPause) >= 0,
        "must not be shorter than first-pause",
        "longestPause",
        "firstPause");
    problems.between("buffer", buffer, 1, GREATEST_BUFFER);
    problems.atLeast("patience", patience, Duration.ZERO);
  }
}
