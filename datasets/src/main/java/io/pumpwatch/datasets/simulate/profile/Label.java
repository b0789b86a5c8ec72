package io.pumpwatch.datasets.simulate.profile;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What is known about one episode of the traffic. An empty list means that the episode is not
 * specific in that respect.
 *
 * @param labelId unique in its file
 * @param kind whether it is fraud
 * @param profile the traffic profile that made it
 * @param start of its first message
 * @param end of the last thing known about it
 * @param tenants whose traffic
 * @param flows of its messages
 * @param countries of its destinations, ISO 3166-1 alpha-2
 * @param prefixes leading digits of its destinations with {@code +}, up to whole numbers
 * @param sourceIps its clients
 * @param userIds its accounts
 * @param identities its credentials
 * @param messageIds its messages
 */
public record Label(
    String labelId,
    Kind kind,
    String profile,
    Instant start,
    Instant end,
    List<String> tenants,
    List<String> flows,
    List<String> countries,
    List<String> prefixes,
    List<String> sourceIps,
    List<String> userIds,
    List<String> identities,
    List<String> messageIds) {

  public Label {
    tenants = List.copyOf(tenants);
    flows = List.copyOf(flows);
    countries = List.copyOf(countries);
    prefixes = List.copyOf(prefixes);
    sourceIps = List.copyOf(sourceIps);
    userIds = List.copyOf(userIds);
    identities = List.copyOf(identities);
    messageIds = List.copyOf(messageIds);
  }

  /** What an episode is. */
  public enum Kind {
    /** Fraud: it should be found. */
    ATTACK,
    /** Life that looks like fraud: it should be left alone. */
    BENIGN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The kind as label files name it. */
    public String word() {
      return word;
    }
  }
}
