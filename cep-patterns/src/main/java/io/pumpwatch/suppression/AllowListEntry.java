package io.pumpwatch.suppression;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * Traffic that somebody answers for: a finding that lies wholly within it is recorded and pages
 * nobody. What is empty asks for nothing; all that is not must agree.
 *
 * @param name names the entry in findings
 * @param reason why nobody needs to be told
 * @param owner who answers for it
 * @param from findings whose evidence begins earlier are not held back; null for any
 * @param until nor are those whose evidence ends later
 * @param tenant whose traffic
 * @param flow what the messages are for
 * @param country ISO 3166-1 alpha-2 of the destination
 * @param number one destination, E.164
 * @param prefix {@code +} and the leading digits of destinations
 * @param source an address or a range of them in CIDR notation
 * @param identity the credential that sent
 * @param user the account the code was for
 * @param userAgent the whole text, or what it begins with and {@code *}
 */
public record AllowListEntry(
    String name,
    String reason,
    String owner,
    Instant from,
    Instant until,
    String tenant,
    String flow,
    String country,
    String number,
    String prefix,
    String source,
    String identity,
    String user,
    String userAgent)
    implements Serializable {

  /** An entry that says nothing, to start from. */
  public AllowListEntry() {
    this("", "", "", null, null, "", "", "", "", "", "", "", "", "");
  }

  /** Whether it says whose traffic it is about at all. */
  public boolean saysWhat() {
    return List.of(tenant, flow, country, number, prefix, source, identity, user, userAgent)
        .stream()
        .anyMatch(condition -> !condition.isEmpty());
  }

  /**
   * How many of its conditions name the entity of a finding: of two, none could agree with both.
   */
  public long entities() {
    return List.of(number, prefix, identity, user).stream()
        .filter(condition -> !condition.isEmpty())
        .count();
  }
}
