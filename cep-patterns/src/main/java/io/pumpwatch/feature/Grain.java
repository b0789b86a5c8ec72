package io.pumpwatch.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of thing that traffic is counted for. New ones are appended: state holds their order.
 */
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
  TENANT,
  /** The blocks of a country from which no code has come back yet, taken together. */
  BLOCK_COHORT;

  private static final Map<String, Grain> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(Grain::word, Function.identity()));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the findings contract, {@code source_ip}, …. */
  public String word() {
    return word;
  }

  /** The grain of that word; an unknown one is refused. */
  public static Grain ofWord(String word) {
    Grain grain = BY_WORD.get(word);
    if (grain == null) {
      throw new IllegalArgumentException("no grain " + word);
    }
    return grain;
  }
}
