package io.pumpwatch.jobs.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses as text. Nothing here ever asks a name server. */
public final class IpLiteral {
  private static final int LONGEST = 45;

  private IpLiteral() {}

  /**
   * Reads an IPv4 or IPv6 address; an IPv4 address written as IPv6 becomes IPv4. Null where it is
   * none.
   */
  public static InetAddress parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
  }

  /** The address as text, IPv6 as RFC 5952 says, so that one address is one text. */
  public static String format(InetAddress address) {
    return address instanceof Inet6Address
        ? formatIpv6(address.getAddress())
        : address.getHostAddress();
  }

  private static InetAddress parseIpv4(String text) {
    byte[] bytes = new byte[4];
    String[] parts = text.split("\\.", -1);
    if (parts.length != bytes.length) {
      return null;
    }
    for (int i = 0; i < bytes.length; i++) {
      int value = 0;
      if (parts[i].isEmpty() || parts[i].length() > 3) {
        return null;
      }
      for (int j = 0; j < parts[i].length(); j++) {
        int digit = parts[i].charAt(j) - '0';
        if (digit < 0 || digit > 9) {
          return null;
        }
        value = value * 10 + digit;
      }
      if (value > 255) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return ofBytes(bytes);
  }

  /** Only characters of an IPv6 literal with a colon among them: the JDK then looks nothing up. */
  private static InetAddress parseIpv6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hexadecimal = c <= 'f' && Character.digit(c, 16) >= 0;
      if (!hexadecimal && c != ':' && c != '.') {
        return null;
      }
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return address instanceof Inet4Address ? ofBytes(address.getAddress()) : address;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static String formatIpv6(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
    }
    int longestStart = -1;
    int longestLength = 1;
    for (int i = 0; i < groups.length; i++) {
      int length = 0;
      while (i + length < groups.length && groups[i + length] == 0) {
        length++;
      }
      if (length > longestLength) {
        longestStart = i;
        longestLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < groups.length) {
      if (i == longestStart) {
        text.append("::");
        i += longestLength;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
      i++;
    }
    return text.toString();
  }
}
