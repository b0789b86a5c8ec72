package io.pumpwatch.jobs.enrich;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.pumpwatch.event.Destination;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells country, type and carrier of a phone number from libphonenumber's metadata, offline. It
 * remembers the numbers seen last, because parsing one costs microseconds and numbers come again.
 * Serializable without its memory; not thread-safe.
 */
public final class DestinationResolver implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int USUAL_REMEMBERED = 65_536;

  /** The "country" of calling codes that belong to none. */
  private static final String NON_GEOGRAPHIC = "001";

  private static final String UNKNOWN_COUNTRY = "ZZ";

  private final int mostRemembered;
  private transient Map<String, Optional<Destination>> remembered;

  /** A resolver that remembers as many numbers as is usual. */
  public DestinationResolver() {
    this(USUAL_REMEMBERED);
  }

  /**
   * A resolver that remembers that many numbers.
   *
   * @throws IllegalArgumentException where they are fewer than one
   */
  public DestinationResolver(int mostRemembered) {
    if (mostRemembered < 1) {
      throw new IllegalArgumentException("must remember at least one, not " + mostRemembered);
    }
    this.mostRemembered = mostRemembered;
  }

  /**
   * What is known about a number.
   *
   * @param e164 with {@code +}, or null
   * @return empty where it is null, not E.164, or of a calling code that does not exist
   */
  public Optional<Destination> resolve(String e164) {
    if (e164 == null) {
      return Optional.empty();
    }
    if (remembered == null) {
      remembered = new RecentlyUsed(mostRemembered);
    }
    Optional<Destination> known = remembered.get(e164);
    if (known == null) {
      known = parse(e164);
      remembered.put(e164, known);
    }
    return known;
  }

  /** How many numbers are remembered now. */
  int rememberedNumbers() {
    return remembered == null ? 0 : remembered.size();
  }

  private static Optional<Destination> parse(String e164) {
    if (!isE164(e164)) {
      return Optional.empty();
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    PhoneNumber number;
    try {
      number = numbers.parse(e164, UNKNOWN_COUNTRY);
    } catch (NumberParseException e) {
      return Optional.empty();
    }
    // A number is valid where it is of some type; each question searches its patterns anew.
    PhoneNumberType type = numbers.getNumberType(number);
    boolean valid = type != PhoneNumberType.UNKNOWN;
    String carrier =
        valid
            ? PhoneNumberToCarrierMapper.getInstance().getNameForNumber(number, Locale.ENGLISH)
            : "";
    return Optional.of(
        new Destination(
            e164,
            country(numbers, number),
            valid,
            valid ? type.name().toLowerCase(Locale.ROOT) : null,
            carrier.isEmpty() ? null : carrier));
  }

  private static boolean isE164(String text) {
    return text.length() > 1
        && text.charAt(0) == '+'
        && text.chars().skip(1).allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /**
   * Several countries share a calling code, and a number that is not assigned is told from its
   * leading digits only in some of them. Where it is not, it counts for the code's main country.
   */
  private static String country(PhoneNumberUtil numbers, PhoneNumber number) {
    String country = numbers.getRegionCodeForNumber(number);
    if (country == null) {
      country = numbers.getRegionCodeForCountryCode(number.getCountryCode());
    }
    return country.equals(NON_GEOGRAPHIC) || country.equals(UNKNOWN_COUNTRY) ? null : country;
  }

  /** Forgets what was not asked for longest. */
  private static final class RecentlyUsed extends LinkedHashMap<String, Optional<Destination>> {

    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    RecentlyUsed(int most) {
      super(16, LOAD_FACTOR, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<Destination>> eldest) {
      return size() > most;
    }
  }
}
