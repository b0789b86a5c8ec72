package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long measures against an incident are kept after the last message of its evidence.
 *
 * @param keepPrefix those on numbers and their prefixes
 * @param keepSource those on clients, users and credentials, which change hands
 * @param keepFlow those on networks, countries, flows and tenants, which everybody uses
 */
public record ResponseSettings(Duration keepPrefix, Duration keepSource, Duration keepFlow)
    implements Checked, Serializable {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /** What holds where the file is silent. */
  public static ResponseSettings defaults() {
    return new ResponseSettings(Duration.ofHours(24), Duration.ofHours(4), Duration.ofHours(1));
  }

  @Override
  public void check(Problems problems) {
    problems.between("keepPrefix", keepPrefix, SHORTEST, LONGEST);
    problems.between("keepSource", keepSource, SHORTEST, LONGEST);
    problems.between("keepFlow", keepFlow, SHORTEST, LONGEST);
  }
}
