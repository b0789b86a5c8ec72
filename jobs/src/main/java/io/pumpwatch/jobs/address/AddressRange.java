package io.pumpwatch.jobs.address;

import java.net.InetAddress;
import java.util.List;

/**
 * A range of IP addresses in CIDR notation.
 *
 * @param network its first address
 * @param prefixBits how many leading bits all its addresses share
 */
public record AddressRange(InetAddress network, int prefixBits) {

  /**
   * Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a range of one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static AddressRange of(String cidr) {
    int slash = cidr.indexOf('/');
    InetAddress network = IpLiteral.parse(slash < 0 ? cidr : cidr.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException(cidr + " is not a range of IP addresses");
    }
    int bits = network.getAddress().length * 8;
    try {
      int prefixBits = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
      if (prefixBits >= 0 && prefixBits <= bits) {
        return new AddressRange(network, prefixBits);
      }
    } catch (NumberFormatException e) {
      // Refused below, as a prefix that is too long is.
    }
    throw new IllegalArgumentException(cidr + " has no prefix length of 0 to " + bits);
  }

  /** Whether one of the ranges holds the address. */
  public static boolean anyContains(List<AddressRange> ranges, InetAddress address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the range holds the address; one of the other IP version it never holds. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit += 8) {
      int mask = prefixBits - bit >= 8 ? 0xFF : 0xFF << (8 - (prefixBits - bit)) & 0xFF;
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
