package io.pumpwatch.finding;

import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.pattern.PumpingPattern;
import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import java.util.Arrays;
import java.util.List;

/**
 * A revision of a finding and what it rests on, before it has its place among the others.
 *
 * @param finding the row
 * @param numbers a sample of the numbers it rests on, chosen by hash, without {@code +}, ascending:
 *     those that failed where failed trials are what is claimed, else those that were sent to.
 *     Empty for a finding on a number or a block, whose entity says it all
 */
public record RevisedFinding(Finding finding, List<Long> numbers) {

  /**
   * The revision of an episode as it stands.
   *
   * @param pattern whose episode it is, as it is in force
   */
  public static RevisedFinding of(Episode episode, String status, PumpingPattern pattern) {
    Finding finding = FindingComposer.compose(episode, status, pattern);
    boolean saysItAll =
        EntityBreadth.isOnNumbers(finding.entityKind())
            && !EntityBreadth.canBeExplained(finding.entityKind());
    return new RevisedFinding(finding, saysItAll ? List.of() : sample(finding, episode.tally()));
  }

  private static List<Long> sample(Finding finding, TrafficTally tally) {
    boolean failures = restsOnTrials(finding) && !tally.failedNumbers().isEmpty();
    return Arrays.stream((failures ? tally.failedNumbers() : tally.destinations()).values())
        .boxed()
        .toList();
  }

  /** Whether the score is evidence of failed trials, in nats. */
  static boolean restsOnTrials(Finding finding) {
    return SendToSuccessImbalancePattern.NAME.equals(finding.pattern());
  }
}
