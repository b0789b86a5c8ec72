package io.pumpwatch.finding;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The numbers of one length that share their leading digits.
 *
 * @param prefix leading digits
 * @param digits how many digits follow; 0 for a single number
 */
public record NumberBlock(long prefix, int digits) {
  private static final int TEN = 10;

  /** Digits of an E.164 number. */
  private static final int LONGEST = 15;

  private static final Pattern LEADING_DIGITS = Pattern.compile("\\+\\d{1,15}");

  /**
   * The block of a prefix.
   *
   * @param text the leading digits with {@code +}
   * @return empty for a text that is no such thing: a short code, a masked number, too many digits
   */
  static Optional<NumberBlock> of(String text, int digits) {
    return LEADING_DIGITS.matcher(text).matches() && text.length() - 1 + digits <= LONGEST
        ? Optional.of(new NumberBlock(Long.parseLong(text, 1, text.length(), TEN), digits))
        : Optional.empty();
  }

  /** The block that a range of a finding shows. */
  static Optional<NumberBlock> of(DestinationRange range) {
    return of(range.prefix(), range.first().length() - range.prefix().length());
  }

  /** The lowest of the numbers. */
  long first() {
    return prefix * size();
  }

  /** How many numbers there are. */
  long size() {
    long size = 1;
    for (int i = 0; i < digits; i++) {
      size *= TEN;
    }
    return size;
  }

  /** Whether one of the two holds the other. */
  boolean meets(NumberBlock other) {
    return first() < other.first() + other.size() && other.first() < first() + size();
  }
}
