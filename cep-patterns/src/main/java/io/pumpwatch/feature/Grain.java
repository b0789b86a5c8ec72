package io.pumpwatch.feature;

import java.util.Locale;

/** The kinds of thing that traffic is counted for. */
public enum Grain {
  /** A client address; for IPv6 its /64. */
  SOURCE_IP,
  /** A client network: IPv4 /24, IPv6 /48. */
  SOURCE_NETWORK,
  /** The credential that sent. */
  IDENTITY,
  /** The account the code was for. */
  USER,
  /** One destination number. */
  DESTINATION,
  /** Numbers that share all but their last 2, 3 or 4 digits. */
  DESTINATION_BLOCK,
  /** Numbers that share all but their last 6 digits. */
  DESTINATION_RANGE,
  /** A destination network, MCC-MNC. */
  NETWORK,
  /** A destination country. */
  COUNTRY,
  /** A flow of the tenant. */
  FLOW,
  /** All traffic of the tenant. */
  TENANT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the findings contract, {@code source_ip}, …. */
  public String word() {
    return word;
  }

  /** The grain of that word; an unknown one is refused. */
  public static Grain ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
