package io.pumpwatch.jobs.suppression;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.address.AddressRange;
import io.pumpwatch.suppression.AllowListEntry;
import java.util.Objects;

/**
 * Whether an entry of the allow list holds a finding back.
 *
 * @param entry the entry
 */
record AllowedTraffic(AllowListEntry entry) {
  private static final String ANY_ENDING = "*";

  /** Whether it is about all of the finding's traffic, whenever that was. */
  boolean covers(Finding finding) {
    Evidence evidence = new Evidence(finding);
    return agrees(entry.tenant(), finding.tenant())
        && agrees(entry.flow(), finding.flow())
        && agrees(entry.country(), finding.country())
        && (entry.number().isEmpty() || evidence.isOn(Grain.DESTINATION, entry.number()))
        && (entry.prefix().isEmpty() || evidence.isWithinPrefix(entry.prefix()))
        && (entry.identity().isEmpty() || evidence.isOn(Grain.IDENTITY, entry.identity()))
        && (entry.user().isEmpty() || evidence.isOn(Grain.USER, entry.user()))
        && (entry.source().isEmpty() || evidence.isFrom(AddressRange.of(entry.source())))
        && (entry.userAgent().isEmpty() || evidence.isWithUserAgent(this::isUserAgent));
  }

  /** Whether the finding's evidence lies in the time of the entry. */
  boolean holdsFor(Finding finding) {
    return (entry.from() == null || !finding.windowStart().isBefore(entry.from()))
        && !finding.windowEnd().isAfter(entry.until());
  }

  private boolean isUserAgent(String text) {
    String wanted = entry.userAgent();
    return wanted.endsWith(ANY_ENDING)
        ? text.startsWith(wanted.substring(0, wanted.length() - ANY_ENDING.length()))
        : text.equals(wanted);
  }

  private static boolean agrees(String wanted, String value) {
    return wanted.isEmpty() || Objects.equals(wanted, value);
  }
}
