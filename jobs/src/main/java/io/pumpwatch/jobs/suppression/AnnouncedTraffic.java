package io.pumpwatch.jobs.suppression;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import io.pumpwatch.pattern.SequentialNumbersPattern;
import io.pumpwatch.suppression.Campaign;
import java.util.List;
import java.util.Set;

/**
 * Whether a campaign holds a finding back: what its volume explains, and nothing else. An attack
 * that hides in a campaign shows where its codes do not come back.
 *
 * @param campaign the campaign
 */
record AnnouncedTraffic(Campaign campaign) {
  /** Share of the conversion that was to be expected which is still as expected. */
  private static final double USUAL_SHARE = 0.5;

  /** Fewer trials than that say nothing of how a campaign converts. */
  private static final long TELLING_TRIALS = 8;

  /** A campaign sends to many: what one number or account gets is not its volume. */
  private static final Set<String> SINGLE = Set.of(Grain.DESTINATION.word(), Grain.USER.word());

  private static final Set<String> NUMBERS =
      Set.of(
          Grain.DESTINATION.word(),
          Grain.DESTINATION_BLOCK.word(),
          Grain.DESTINATION_RANGE.word(),
          Grain.BLOCK_COHORT.word());

  /** Whether its volume is all there is to the finding. */
  boolean explains(Finding finding) {
    return !finding.windowStart().isBefore(campaign.start())
        && !finding.windowEnd().isAfter(campaign.end())
        && finding.sends() <= campaign.sends()
        && isWithin(finding)
        && isVolumeAlone(finding);
  }

  private boolean isWithin(Finding finding) {
    Evidence evidence = new Evidence(finding);
    return isOneOf(campaign.tenants(), finding.tenant())
        && isOneOf(campaign.flows(), finding.flow())
        && isOneOf(campaign.countries(), finding.country())
        && (campaign.prefixes().isEmpty()
            || campaign.prefixes().stream().anyMatch(evidence::isWithinPrefix));
  }

  private static boolean isOneOf(List<String> announced, String value) {
    return announced.isEmpty() || (value != null && announced.contains(value));
  }

  private static boolean isVolumeAlone(Finding finding) {
    return switch (finding.pattern()) {
      case BurstPattern.NAME ->
          !SINGLE.contains(finding.entityKind())
              && (!isTelling(finding) || convertsAsUsual(finding));
      case SequentialNumbersPattern.NAME -> isTelling(finding) && convertsAsUsual(finding);
      case SendToSuccessImbalancePattern.NAME ->
          !NUMBERS.contains(finding.entityKind()) && isTelling(finding) && convertsAsUsual(finding);
      default -> false;
    };
  }

  private static boolean isTelling(Finding finding) {
    return finding.conversion() != null && finding.trials() >= TELLING_TRIALS;
  }

  private static boolean convertsAsUsual(Finding finding) {
    return finding.conversion() >= USUAL_SHARE * finding.expectedConversion();
  }
}
