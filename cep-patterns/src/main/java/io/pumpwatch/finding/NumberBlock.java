package io.pumpwatch.finding;

import java.util.Optional;

/**
 * The numbers of one length that share their leading digits.
 *
 * @param prefix leading digits
 * @param digits how many digits follow; 0 for a single number
 */
public record NumberBlock(long prefix, int digits) {
  private static final long TEN = 10;

  /**
   * The block of a prefix.
   *
   * @param text the leading digits with {@code +}
   * @return empty for a text that is no such thing: a short code, a masked number
   */
  static Optional<NumberBlock> of(String text, int digits) {
    if (!text.startsWith("+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NumberBlock(Long.parseLong(text, 1, text.length(), 10), digits));
    } catch (NumberFormatException notDigits) {
      return Optional.empty();
    }
  }

  /** The block that a range of a finding shows. */
  static Optional<NumberBlock> of(DestinationRange range) {
    return of(range.prefix(), range.first().length() - range.prefix().length());
  }

  boolean contains(long number) {
    return leading(number, digits) == prefix;
  }

  /** Whether one of the two holds the other. */
  boolean meets(NumberBlock other) {
    return digits >= other.digits
        ? leading(other.prefix, digits - other.digits) == prefix
        : other.meets(this);
  }

  private static long leading(long number, int leftOut) {
    long rest = number;
    for (int i = 0; i < leftOut; i++) {
      rest /= TEN;
    }
    return rest;
  }
}
