package io.pumpwatch.finding;

import io.pumpwatch.feature.Grain;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Whether a new finding is about the same attack as the findings of an incident. */
final class Kinship {
  /** Of the numbers of a finding on something wide: less, and big countries would chain attacks. */
  private static final double HALF = 0.5;

  private Kinship() {}

  /** Whether they share numbers, a client, a user, an identity or, failing these, a wide entity. */
  static boolean isShared(Claim claim, Collection<Claim> members) {
    return members.stream().anyMatch(member -> sharesEntity(claim, member))
        || sharesNumbers(claim, members)
        || isSameFlood(claim, members);
  }

  private static boolean sharesEntity(Claim claim, Claim member) {
    if (claim.meetsClient(member)) {
      return true;
    }
    if (!claim.isOfSameEntity(member)) {
      return false;
    }
    return EntityBreadth.isArea(claim.entityKind())
        ? claim.tenant().equals(member.tenant())
        : claim.meetsTenant(member);
  }

  private static boolean sharesNumbers(Claim claim, Collection<Claim> members) {
    List<Claim> ofTenant = members.stream().filter(claim::meetsTenant).toList();
    if (!claim.isOnNumbers()) {
      return claim.shareIn(ofTenant) >= HALF;
    }
    return ofTenant.stream()
        .anyMatch(
            member ->
                claim.meetsBlocks(member)
                    || member.shareIn(List.of(claim)) >= Claim.CONSIDERABLE_SHARE);
  }

  /** Single numbers of one flow and country that are flooded together. */
  private static boolean isSameFlood(Claim claim, Collection<Claim> members) {
    return isNumber(claim)
        && claim.country() != null
        && members.stream().allMatch(Kinship::isNumber)
        && members.stream()
            .anyMatch(
                member ->
                    claim.tenant().equals(member.tenant())
                        && claim.country().equals(member.country())
                        && Objects.equals(claim.flow(), member.flow())
                        && claim.overlaps(member));
  }

  private static boolean isNumber(Claim claim) {
    return claim.entityKind().equals(Grain.DESTINATION.word());
  }
}
