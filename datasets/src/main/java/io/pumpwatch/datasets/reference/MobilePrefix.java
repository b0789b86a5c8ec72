package io.pumpwatch.datasets.reference;

/**
 * Leading digits that a regulator assigned to mobile numbers.
 *
 * @param country ISO 3166-1 alpha-2
 * @param digits leading digits of E.164, calling code first, without {@code +}
 * @param subscriberDigits how many digits follow
 * @param network {@code MCC-MNC}, null where the prefix does not tell
 * @param carrier the network's name, null where the prefix does not tell
 */
public record MobilePrefix(
    String country, String digits, int subscriberDigits, String network, String carrier) {

  /**
   * The number with these subscriber digits, E.164.
   *
   * @throws IllegalArgumentException where they are more digits than the prefix leaves
   */
  public String number(long subscriber) {
    String tail = Long.toString(subscriber);
    if (subscriber < 0 || tail.length() > subscriberDigits) {
      throw new IllegalArgumentException(digits + " has no subscriber " + subscriber);
    }
    return '+' + digits + "0".repeat(subscriberDigits - tail.length()) + tail;
  }

  /** How many numbers it holds. */
  public long size() {
    long size = 1;
    for (int i = 0; i < subscriberDigits; i++) {
      size *= 10;
    }
    return size;
  }
}
