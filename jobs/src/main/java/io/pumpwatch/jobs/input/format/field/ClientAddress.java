package io.pumpwatch.jobs.input.format.field;

import io.pumpwatch.jobs.address.AddressRange;
import io.pumpwatch.jobs.address.IpLiteral;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.net.InetAddress;
import java.util.List;

/**
 * Addresses of clients as logs write them: with or without a port, masked, behind proxies. An
 * address that does not tell one client is missing: {@code 0.0.0.0}, {@code ::}, multicast, a
 * masked value, the name of a cloud service. So are private, loopback and link-local addresses,
 * unless the settings keep them.
 */
public final class ClientAddress {
  private static final List<AddressRange> PRIVATE =
      List.of(
          AddressRange.of("10.0.0.0/8"),
          AddressRange.of("172.16.0.0/12"),
          AddressRange.of("192.168.0.0/16"),
          AddressRange.of("100.64.0.0/10"),
          AddressRange.of("fc00::/7"));
  private static final AddressRange THIS_NETWORK = AddressRange.of("0.0.0.0/8");
  private static final AddressRange BROADCAST = AddressRange.of("255.255.255.255");

  private final List<AddressRange> trustedProxies;
  private final boolean keepPrivate;

  /**
   * Reads addresses by these settings.
   *
   * @throws IllegalArgumentException where a trusted proxy is not a CIDR range
   */
  public ClientAddress(ClientAddressSettings settings) {
    trustedProxies = settings.trustedProxies().stream().map(AddressRange::of).toList();
    keepPrivate = settings.keepPrivateAddresses();
  }

  /** The client's address; null where it is missing. */
  public String of(String text) {
    return text(parse(text));
  }

  /**
   * The client's address behind proxies: the peer itself unless it is a trusted proxy, else the
   * last address that the header names which is none. What lies before that, the client may have
   * written itself.
   *
   * @param peer who connected to the server
   * @param forwardedFor the {@code X-Forwarded-For} header, or null
   */
  public String of(String peer, String forwardedFor) {
    InetAddress client = parse(peer);
    if (client == null || forwardedFor == null) {
      return text(client);
    }
    String[] hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      if (!AddressRange.anyContains(trustedProxies, client)) {
        return text(client);
      }
      InetAddress hop = parse(hops[i].strip());
      if (hop == null) {
        return null;
      }
      client = hop;
    }
    return text(client);
  }

  private static InetAddress parse(String text) {
    return text == null ? null : IpLiteral.parse(withoutPort(text.strip()));
  }

  /** Takes {@code 203.0.113.9:443} and {@code [2001:db8::9]:443} apart. */
  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon > 0 && colon == text.lastIndexOf(':') && text.indexOf('.') > 0
        ? text.substring(0, colon)
        : text;
  }

  private String text(InetAddress address) {
    if (address == null
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || THIS_NETWORK.contains(address)
        || BROADCAST.contains(address)
        || (!keepPrivate && isPrivate(address))) {
      return null;
    }
    return IpLiteral.format(address);
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || AddressRange.anyContains(PRIVATE, address);
  }
}
