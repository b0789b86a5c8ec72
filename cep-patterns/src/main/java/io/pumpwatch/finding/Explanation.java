package io.pumpwatch.finding;

import io.pumpwatch.feature.TrialEvidence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Whether findings on numbers, blocks and ranges account for what a finding on something wider
 * claims: the share of its sampled numbers that lie in theirs decides.
 *
 * <p>Four fifths are enough. From half on it is explained if what is left would not have reached
 * its limit: with F failed and S successful trials, of which the share c of the failures is
 * covered, (1 − c) F ln((1 − a) / (1 − p)) − S ln(p / a), with p the expected conversion and a that
 * of an attack as in {@link TrialEvidence}. Where the score is no evidence of trials, half is
 * enough.
 */
final class Explanation {
  private static final double NEARLY_ALL = 0.8;
  private static final double MOST = 0.5;

  /** What takes more findings than that to tell is told best by the wide one. */
  private static final int MOST_EXPLAINING = 6;

  /** As in {@link TrialEvidence}: a failure must count for something and a success against. */
  private static final double LEAST_CONVERSION = 5 * TrialEvidence.ATTACK_CONVERSION;

  private static final double GREATEST_CONVERSION = 0.95;

  private Explanation() {}

  /** A finding and how many of the numbers in question lie in its blocks. */
  private record Cover(LiveFinding finding, int numbers) {
    static final Comparator<Cover> BEST_FIRST =
        Comparator.comparingInt(Cover::numbers)
            .reversed()
            .thenComparing(cover -> cover.finding.detectedAt())
            .thenComparing(cover -> cover.finding.findingId());
  }

  /**
   * The finding that accounts for most of what another claims.
   *
   * @param finding the revision in question
   * @param claim what it claims
   * @param live the findings that are live
   * @return the id of the finding that covers most, or null where they leave too much
   */
  static String of(Finding finding, Claim claim, Collection<LiveFinding> live) {
    if (!EntityBreadth.canBeExplained(claim.entityKind()) || claim.numbers().isEmpty()) {
      return null;
    }
    List<Cover> covers =
        live.stream()
            .filter(other -> mayExplain(other, claim))
            .map(other -> new Cover(other, claim.numbersIn(other.claim()).cardinality()))
            .filter(cover -> cover.numbers > 0)
            .sorted(Cover.BEST_FIRST)
            .limit(MOST_EXPLAINING)
            .toList();
    double covered = claim.shareIn(covers.stream().map(cover -> cover.finding.claim()).toList());
    return accounts(covered, finding) ? covers.get(0).finding.findingId() : null;
  }

  private static boolean mayExplain(LiveFinding other, Claim claim) {
    return other.alerts()
        && other.claim().isOnNumbers()
        && EntityBreadth.of(other.claim().entityKind()) < EntityBreadth.of(claim.entityKind())
        && other.claim().meetsTenant(claim)
        && other.claim().overlaps(claim);
  }

  private static boolean accounts(double covered, Finding finding) {
    if (covered >= NEARLY_ALL) {
      return true;
    }
    if (covered < MOST) {
      return false;
    }
    if (!RevisedFinding.restsOnTrials(finding)) {
      return true;
    }
    return finding.trials() != null && residual(covered, finding) < finding.threshold();
  }

  /** The evidence that is left without what is covered, nats. */
  private static double residual(double covered, Finding finding) {
    double normal =
        Math.min(GREATEST_CONVERSION, Math.max(LEAST_CONVERSION, finding.expectedConversion()));
    double failure = Math.log((1 - TrialEvidence.ATTACK_CONVERSION) / (1 - normal));
    double success = Math.log(normal / TrialEvidence.ATTACK_CONVERSION);
    long failed = finding.failedTrials();
    return (1 - covered) * failed * failure - (finding.trials() - failed) * success;
  }
}
