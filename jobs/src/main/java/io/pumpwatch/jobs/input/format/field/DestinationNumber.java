package io.pumpwatch.jobs.input.format.field;

/** Destinations as E.164: a plus sign, then 7 to 15 digits that do not begin with zero. */
public final class DestinationNumber {
  private static final int FEWEST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;

  private DestinationNumber() {}

  /**
   * The number as E.164; null where it is none, as a masked number ({@code +8190XXXXXXXX}), a short
   * code, a sender name or an address.
   */
  public static String of(String text) {
    if (text == null || text.length() <= FEWEST_DIGITS || text.length() > MOST_DIGITS + 1) {
      return null;
    }
    if (text.charAt(0) != '+' || text.charAt(1) == '0') {
      return null;
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return text;
  }

  /**
   * A number that its source always writes in international form, with or without the plus sign, as
   * E.164; null where it is none.
   */
  public static String ofInternational(String text) {
    return text == null || text.startsWith("+") ? of(text) : of("+" + text);
  }
}
