package io.pumpwatch.jobs.suppression;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.suppression.AllowListEntry;
import io.pumpwatch.suppression.Campaign;
import java.util.List;
import java.util.Optional;

/**
 * What holds findings back. A function of the row of a finding alone: of its entity, its windows in
 * event time, and what its evidence counts.
 *
 * @param allowList traffic that somebody answers for, in order
 * @param campaigns announced traffic, in order, asked after the allow list
 */
public record Suppression(List<AllowListEntry> allowList, List<Campaign> campaigns) {
  public Suppression {
    allowList = List.copyOf(allowList);
    campaigns = List.copyOf(campaigns);
  }

  /** What those rules hold back. */
  public static Suppression of(DetectionRules rules) {
    return new Suppression(rules.allowList(), rules.campaigns());
  }

  /** The name of the first entry or campaign that holds the finding back. */
  public Optional<String> of(Finding finding) {
    Optional<String> allowed =
        allowList.stream()
            .map(AllowedTraffic::new)
            .filter(traffic -> traffic.covers(finding) && traffic.holdsFor(finding))
            .map(traffic -> traffic.entry().name())
            .findFirst();
    return allowed.or(
        () ->
            campaigns.stream()
                .filter(campaign -> new AnnouncedTraffic(campaign).explains(finding))
                .map(Campaign::name)
                .findFirst());
  }

  /**
   * The first entry of the allow list that would hold the finding back had it not run out before
   * the evidence ends.
   */
  public Optional<AllowListEntry> lapsed(Finding finding) {
    return allowList.stream()
        .filter(entry -> finding.windowEnd().isAfter(entry.until()))
        .filter(entry -> new AllowedTraffic(entry).covers(finding))
        .findFirst();
  }
}
