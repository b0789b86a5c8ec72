package io.pumpwatch.feature;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The keys that a client address stands for. One subscriber of IPv6 has a /64 to himself, so that,
 * not the address, is the client.
 */
final class ClientNetworks {
  private ClientNetworks() {}

  /** The address itself, for IPv6 its /64. */
  static String client(String address) {
    return address.indexOf(':') < 0 ? address : prefix(address, 4) + "/64";
  }

  /** The IPv4 /24 or IPv6 /48. */
  static String network(String address) {
    if (address.indexOf(':') >= 0) {
      return prefix(address, 3) + "/48";
    }
    int lastDot = address.lastIndexOf('.');
    return lastDot < 0 ? null : address.substring(0, lastDot) + ".0/24";
  }

  private static String prefix(String address, int groups) {
    byte[] bytes;
    try {
      // A literal with a colon is never looked up by name.
      bytes = InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
    if (bytes.length != 16) {
      return address;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups; i++) {
      int group = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
      text.append(Integer.toHexString(group).toLowerCase(Locale.ROOT)).append(':');
    }
    return text.append(':').toString();
  }
}
