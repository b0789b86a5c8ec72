package io.pumpwatch.datasets.simulate.world;

/**
 * Addresses of clients that are nobody's: IPv4 from the reserved block 240.0.0.0/4 (RFC 1112), one
 * /14 per country, and from the documentation blocks (RFC 5737), IPv6 from 2001:db8::/32 (RFC
 * 3849), one /48 per country.
 */
public final class ClientAddresses {

  private static final long RESERVED_BLOCK = 0xF0000000L;
  private static final int COUNTRY_BITS = 18;
  private static final int HOUSEHOLDS = (1 << COUNTRY_BITS) - (1 << 8);
  private static final int SHARED_ADDRESSES = 48;

  private ClientAddresses() {}

  /** The IPv4 address of one household, as a residential proxy has it too. */
  public static String household(String country, SeededRandom random) {
    return ipv4(country, random.below(HOUSEHOLDS));
  }

  /** One of the few addresses behind which a mobile carrier of that country puts its customers. */
  public static String carrierNat(String country, SeededRandom random) {
    return ipv4(country, HOUSEHOLDS + random.below(SHARED_ADDRESSES));
  }

  /** An IPv6 address with a /64 of its own. */
  public static String ipv6(String country, SeededRandom random) {
    StringBuilder address =
        new StringBuilder("2001:db8:").append(Integer.toHexString(1 + index(country)));
    for (int group = 0; group < 5; group++) {
      address.append(':').append(Integer.toHexString(1 + random.below(0xffff)));
    }
    return address.toString();
  }

  /** The one address of an organisation, from the documentation block 203.0.113.0/24. */
  public static String organisation(SeededRandom random) {
    return "203.0.113." + (1 + random.below(254));
  }

  /** The address of a rented server, from the documentation block 198.51.100.0/24. */
  public static String server(SeededRandom random) {
    return "198.51.100." + (1 + random.below(254));
  }

  private static String ipv4(String country, int host) {
    long address = RESERVED_BLOCK + ((long) index(country) << COUNTRY_BITS) + host;
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  private static int index(String country) {
    return (country.charAt(0) - 'A') * 26 + country.charAt(1) - 'A';
  }
}
