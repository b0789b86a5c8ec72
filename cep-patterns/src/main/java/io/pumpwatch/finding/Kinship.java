package io.pumpwatch.finding;

import io.pumpwatch.feature.Grain;
import java.util.Collection;
import java.util.List;

/** Whether a new finding is about the same attack as the findings of an incident. */
final class Kinship {
  /** Of the numbers of a finding on something wide: less, and big countries would chain attacks. */
  private static final double HALF = 0.5;

  private Kinship() {}

  /** Whether they share numbers, a client, a user, an identity or, failing these, a wide entity. */
  static boolean isShared(Claim claim, Collection<Claim> members) {
    return members.stream().anyMatch(member -> sharesEntity(claim, member))
        || sharesNumbers(claim, members)
        || members.stream().anyMatch(member -> isOnSameForm(claim, member));
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

  /**
   * Numbers of one tenant that are attacked at the same time through the same flow, or where no
   * single flow is known, in the same country: whoever is paged for one form wants to be paged for
   * it once, however many blocks, countries or numbers it is made to send to.
   */
  private static boolean isOnSameForm(Claim claim, Claim member) {
    return isOfNumbers(claim)
        && isOfNumbers(member)
        && claim.tenant().equals(member.tenant())
        && claim.overlaps(member)
        && (isSame(claim.flow(), member.flow())
            || ((claim.flow() == null || member.flow() == null)
                && isSame(claim.country(), member.country())));
  }

  private static boolean isSame(String one, String other) {
    return one != null && one.equals(other);
  }

  private static boolean isOfNumbers(Claim claim) {
    return claim.isOnNumbers() || claim.entityKind().equals(Grain.COUNTRY.word());
  }
}
