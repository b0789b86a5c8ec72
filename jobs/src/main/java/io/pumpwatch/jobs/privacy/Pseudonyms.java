package io.pumpwatch.jobs.privacy;

import io.pumpwatch.jobs.address.IpLiteral;
import io.pumpwatch.jobs.settings.PrivacySettings;
import io.pumpwatch.jobs.settings.PrivacySettings.Form;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in place of numbers, addresses and ids.
 *
 * <p>A number keeps its block of 10 000, {@code +2417701}, so that blocks of that size and wider
 * can be told and blocked; behind it comes {@code ~} and a hash, or {@code xxxx}. An address
 * becomes {@code ip~} and a hash, or its /24 or /48.
 */
public final class Pseudonyms {
  private static final int SUBSCRIBER_DIGITS = 4;
  private static final int FEWEST_DIGITS = 7;
  private static final int HASH_DIGITS = 16;
  private static final int ID_DIGITS = 32;
  private static final int IPV4_NETWORK_BYTES = 3;
  private static final int IPV6_NETWORK_BYTES = 6;
  private static final String OF_ADDRESS = "ip~";
  private static final String OPEN_DIGITS = "xxxx";

  /** Digits that may be a number, wherever they stand; a hash has its tilde before it. */
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9~])\\+?[0-9]{8,15}(?![0-9])");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9])"
              + "|(?<![0-9A-Za-z:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![0-9A-Za-z:.]))"
              + "(?:/[0-9]{1,3})?");

  private final PrivacySettings settings;
  private final PrivacyKey key;

  /** Those of a key. */
  public Pseudonyms(PrivacySettings settings, PrivacyKey key) {
    this.settings = settings;
    this.key = key;
  }

  /**
   * An id that was hashed of what is hidden, without a key: whoever guesses a number could see
   * whether they are right. It is hashed anew, with it.
   */
  public String id(String id) {
    return id == null || id.isEmpty() ? id : key.hash("id", id, ID_DIGITS);
  }

  /** A number, null for null. */
  public String number(String number) {
    if (number == null || settings.subscriberDigits() == Form.KEEP) {
      return number;
    }
    String digits = number.startsWith("+") ? number.substring(1) : number;
    if (digits.length() < FEWEST_DIGITS) {
      return number;
    }
    String block = blockOf(number);
    return settings.subscriberDigits() == Form.TRUNCATE
        ? block + OPEN_DIGITS
        : block + "~" + key.hash("number", digits, HASH_DIGITS);
  }

  /** The digits that a number keeps, with the plus sign. */
  static String blockOf(String number) {
    String digits = number.startsWith("+") ? number.substring(1) : number;
    return "+" + digits.substring(0, Math.max(0, digits.length() - SUBSCRIBER_DIGITS));
  }

  /** What numbers begin with, cut to that length where numbers are hidden. */
  String prefix(String prefix, int longest) {
    return settings.subscriberDigits() == Form.KEEP || prefix.length() <= longest
        ? prefix
        : prefix.substring(0, longest);
  }

  /** An address or a network, null for null; what is neither is text. */
  public String address(String address) {
    if (address == null || settings.addresses() == Form.KEEP) {
      return address;
    }
    int slash = address.indexOf('/');
    InetAddress parsed = IpLiteral.parse(slash < 0 ? address : address.substring(0, slash));
    if (parsed == null) {
      return text(address, Set.of());
    }
    return settings.addresses() == Form.TRUNCATE
        ? network(parsed)
        : OF_ADDRESS + key.hash("address", address, HASH_DIGITS);
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = address instanceof Inet4Address ? IPV4_NETWORK_BYTES : IPV6_NETWORK_BYTES;
    for (int i = kept; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return IpLiteral.format(InetAddress.getByAddress(bytes)) + "/" + kept * Byte.SIZE;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Text with everything in it that may be a number or an address replaced, null for null.
   *
   * @param prefixes of blocks of numbers, which stay
   */
  public String text(String text, Set<String> prefixes) {
    if (text == null) {
      return null;
    }
    String result = text;
    // Numbers first: hashes of addresses may hold digits enough for one.
    if (settings.subscriberDigits() != Form.KEEP) {
      result =
          replaced(NUMBER, result, number -> prefixes.contains(number) ? number : number(number));
    }
    if (settings.addresses() != Form.KEEP) {
      result =
          replaced(ADDRESS, result, address -> isAddress(address) ? address(address) : address);
    }
    return result;
  }

  private static String replaced(Pattern pattern, String text, UnaryOperator<String> by) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(by.apply(found.group())));
  }

  private static boolean isAddress(String text) {
    int slash = text.indexOf('/');
    return IpLiteral.parse(slash < 0 ? text : text.substring(0, slash)) != null;
  }
}
