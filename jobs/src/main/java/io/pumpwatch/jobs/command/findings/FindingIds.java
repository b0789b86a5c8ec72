package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ids of a run's findings, cut as short as they stay distinct.
 *
 * @param length characters that tell them apart
 */
public record FindingIds(int length) {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 64;

  /** Ids that tell these findings apart, all of those of the run. */
  public static FindingIds of(List<Finding> findings) {
    for (int length = SHORTEST; length < LONGEST; length++) {
      Set<String> starts = new HashSet<>();
      FindingIds ids = new FindingIds(length);
      if (findings.stream().allMatch(finding -> starts.add(ids.shortened(finding.findingId())))) {
        return ids;
      }
    }
    return new FindingIds(LONGEST);
  }

  /** The start of that id. */
  public String shortened(String findingId) {
    return findingId.substring(0, Math.min(length, findingId.length()));
  }
}
