package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Episode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.RevisedFinding;
import io.pumpwatch.pattern.PumpingPattern;
import java.util.List;

/**
 * A row of the findings table and when, in event time, it came to be.
 *
 * @param time milliseconds since the epoch
 * @param finding the row, neither placed nor stamped yet
 * @param numbers as in {@link RevisedFinding}
 */
public record FindingRevision(long time, Finding finding, List<Long> numbers) {

  /**
   * The revision of an episode as it stands.
   *
   * @param pattern whose episode it is, as it is in force
   */
  static FindingRevision of(long time, Episode episode, String status, PumpingPattern pattern) {
    RevisedFinding revised = RevisedFinding.of(episode, status, pattern);
    return new FindingRevision(time, revised.finding(), revised.numbers());
  }

  /** The same revision held back by that entry; null for none. */
  FindingRevision suppressedBy(String entry) {
    return entry == null ? this : new FindingRevision(time, finding.suppressedBy(entry), numbers);
  }

  RevisedFinding revised() {
    return new RevisedFinding(finding, numbers);
  }
}
