package io.pumpwatch.jobs.input.format.field;

import java.util.Locale;
import java.util.Set;

/** Countries as ISO 3166-1 alpha-2. */
public final class CountryCode {
  private static final Set<String> KNOWN =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private CountryCode() {}

  /** The code in capitals; null where it is none. */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    String code = text.toUpperCase(Locale.ROOT);
    return KNOWN.contains(code) || "XK".equals(code) ? code : null;
  }
}
