package io.pumpwatch.feature;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The keys that a client address stands for. One subscriber of IPv6 has a /64 to himself, so that,
 * not the address, is the client.
 */
public final class ClientNetworks {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private ClientNetworks() {}

  /** The address itself, for IPv6 its /64; a text that is no address stands for itself. */
  public static String client(String address) {
    InetAddress parsed = parsedIpv6(address);
    if (parsed == null) {
      return address;
    }
    return parsed instanceof Inet4Address ? parsed.getHostAddress() : prefix(parsed, 4) + "/64";
  }

  /** The IPv4 /24 or IPv6 /48, or null for a text that is no address. */
  public static String network(String address) {
    InetAddress parsed = parsedIpv6(address);
    if (parsed != null && !(parsed instanceof Inet4Address)) {
      return prefix(parsed, 3) + "/48";
    }
    String dotted = parsed == null ? address : parsed.getHostAddress();
    return IPV4.matcher(dotted).matches()
        ? dotted.substring(0, dotted.lastIndexOf('.')) + ".0/24"
        : null;
  }

  /** The address, as IPv4 where that is what it wraps; null for a text that is not IPv6. */
  private static InetAddress parsedIpv6(String address) {
    // A text that may be a host's name would be looked up: such a one never gets there.
    if (!IPV6.matcher(address).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  private static String prefix(InetAddress address, int groups) {
    byte[] bytes = address.getAddress();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups; i++) {
      int group = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
      text.append(Integer.toHexString(group)).append(':');
    }
    return text.append(':').toString();
  }
}
