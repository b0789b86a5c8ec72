package io.pumpwatch.suppression;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * More messages than usual that somebody has announced: findings that the volume alone explains are
 * recorded and page nobody. An empty list asks for nothing.
 *
 * @param name names the campaign in findings
 * @param reason what is announced
 * @param owner who answers for it
 * @param start findings whose evidence begins earlier are not held back
 * @param end nor are those whose evidence ends later
 * @param tenants whose traffic, one of them
 * @param flows what the messages are for, one of them
 * @param countries ISO 3166-1 alpha-2 of the destinations, one of them
 * @param prefixes {@code +} and the leading digits of destinations, one of them
 * @param sends how many messages are expected; what sends more is not explained
 */
public record Campaign(
    String name,
    String reason,
    String owner,
    Instant start,
    Instant end,
    List<String> tenants,
    List<String> flows,
    List<String> countries,
    List<String> prefixes,
    long sends)
    implements Serializable {

  public Campaign {
    tenants = List.copyOf(tenants);
    flows = List.copyOf(flows);
    countries = List.copyOf(countries);
    prefixes = List.copyOf(prefixes);
  }

  /** A campaign that says nothing, to start from. */
  public Campaign() {
    this("", "", "", null, null, List.of(), List.of(), List.of(), List.of(), 0);
  }
}
