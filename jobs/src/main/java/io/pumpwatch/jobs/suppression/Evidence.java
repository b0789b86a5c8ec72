package io.pumpwatch.jobs.suppression;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.address.AddressRange;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a finding lies wholly within something, by what its row says. What the row leaves open
 * lies within nothing.
 *
 * @param finding the row
 */
record Evidence(Finding finding) {
  private static final Set<String> CLIENTS =
      Set.of(Grain.SOURCE_IP.word(), Grain.SOURCE_NETWORK.word());

  private static final Set<String> NUMBERS =
      Set.of(
          Grain.DESTINATION.word(), Grain.DESTINATION_BLOCK.word(), Grain.DESTINATION_RANGE.word());

  /** Whether it is on that entity. */
  boolean isOn(Grain grain, String value) {
    return finding.entityKind().equals(grain.word()) && finding.entityValue().equals(value);
  }

  /** Whether it is on a number, or on blocks of numbers, all of which begin so. */
  boolean isWithinPrefix(String prefix) {
    if (NUMBERS.contains(finding.entityKind())) {
      return finding.entityValue().startsWith(prefix);
    }
    // Of a cohort with more blocks than a row shows, some might lie elsewhere.
    return finding.entityKind().equals(Grain.BLOCK_COHORT.word())
        && finding.destinationRanges().stream().mapToLong(DestinationRange::count).sum()
            >= finding.distinctDestinations()
        && finding.destinationRanges().stream()
            .allMatch(range -> range.prefix().startsWith(prefix));
  }

  /** Whether it is on a client of that range, or every attempt came from clients of it. */
  boolean isFrom(AddressRange range) {
    return CLIENTS.contains(finding.entityKind())
        ? holds(range, finding.entityValue())
        : accountsForAll(finding.topSourceIps(), address -> holds(range, address))
            && finding.topSourceIps().size() >= finding.distinctSourceIps();
  }

  /** Whether every attempt came with a user agent of that kind. */
  boolean isWithUserAgent(Predicate<String> kind) {
    return accountsForAll(finding.topUserAgents(), kind);
  }

  private boolean accountsForAll(List<ValueCount> values, Predicate<String> kind) {
    return !values.isEmpty()
        && values.stream().map(ValueCount::value).allMatch(kind)
        && values.stream().mapToLong(ValueCount::count).sum()
            >= finding.sends() + finding.blocked();
  }

  /** A client of IPv6 is a /64, and a text that is no address is within no range. */
  private static boolean holds(AddressRange range, String client) {
    try {
      AddressRange its = AddressRange.of(client);
      return its.prefixBits() >= range.prefixBits() && range.contains(its.network());
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
