package io.pumpwatch.jobs.input.format.field;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Mobile networks as {@code MCC-MNC}. The MNC has two digits or three, and {@code 01} and {@code
 * 001} differ; where a log writes it as a number, the digits are those of the country (ITU-T E.212
 * and the assignments published in the ITU Operational Bulletin).
 */
public final class NetworkCode {
  private static final int FIRST_ASSIGNED_COUNTRY = 200;

  /** Countries whose MNCs all have three digits, with rare exceptions below. */
  private static final Set<Integer> THREE_DIGITS =
      Set.of(
          302, 310, 311, 312, 313, 314, 315, 316, 330, 334, 338, 342, 344, 346, 348, 352, 354, 356,
          358, 360, 365, 366, 376, 708, 722, 732, 750);

  /** Two-digit MNCs of countries that otherwise have three digits. */
  private static final Map<Integer, Set<Integer>> TWO_DIGIT_EXCEPTIONS =
      Map.of(310, Set.of(59), 338, Set.of(5));

  /** MNCs below 100 that have three digits in countries that otherwise have two. */
  private static final Map<Integer, Set<Integer>> THREE_DIGIT_EXCEPTIONS =
      Map.of(
          350, Set.of(7),
          405,
              Set.of(
                  25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 41, 42, 43, 44, 45,
                  46, 47),
          714, Set.of(20),
          738, Set.of(2, 3, 40));

  private NetworkCode() {}

  /** The network of a log that writes both codes as numbers; null where they name none. */
  public static String of(long mcc, long mnc) {
    if (mcc < FIRST_ASSIGNED_COUNTRY || mcc > 999 || mnc < 0 || mnc > 999) {
      return null;
    }
    boolean three = mnc > 99 || hasThreeDigits((int) mcc, (int) mnc);
    return String.format(Locale.ROOT, three ? "%d-%03d" : "%d-%02d", mcc, mnc);
  }

  /** A network already written {@code MCC-MNC}; null where it is not. */
  public static String of(String text) {
    if (text == null || (text.length() != 6 && text.length() != 7) || text.charAt(3) != '-') {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      if (i != 3 && !digit) {
        return null;
      }
    }
    return text;
  }

  /** A network written as one, {@code 23410}: MCC, then MNC; null where it is none. */
  public static String ofDigits(String digits) {
    return digits == null || digits.length() < 5 || digits.charAt(0) < '2'
        ? null
        : of(digits.substring(0, 3) + "-" + digits.substring(3));
  }

  private static boolean hasThreeDigits(int mcc, int mnc) {
    return THREE_DIGITS.contains(mcc)
        ? !TWO_DIGIT_EXCEPTIONS.getOrDefault(mcc, Set.of()).contains(mnc)
        : THREE_DIGIT_EXCEPTIONS.getOrDefault(mcc, Set.of()).contains(mnc);
  }
}
