package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * Numbers that share all but their last digits.
 *
 * @param mobilePrefix the mobile prefix it lies in
 * @param first subscriber digits of its first number
 * @param digitsLeftOut how many digits vary
 */
public record NumberBlock(MobilePrefix mobilePrefix, long first, int digitsLeftOut) {

  /** A block somewhere in the mobile numbers of a country. */
  public static NumberBlock somewhere(
      MobileNumberPlan plan, String country, int digitsLeftOut, SeededRandom random) {
    MobilePrefix prefix = random.pick(plan.prefixes(country));
    long size = size(digitsLeftOut);
    return new NumberBlock(prefix, random.below(prefix.size() / size) * size, digitsLeftOut);
  }

  /** How many numbers it holds. */
  public int size() {
    return size(digitsLeftOut);
  }

  /** One of its numbers, E.164; offsets count from 0. */
  public String number(int offset) {
    return mobilePrefix.number(first + offset);
  }

  /** The digits that its numbers share, with {@code +}. */
  public String prefix() {
    String number = number(0);
    return number.substring(0, number.length() - digitsLeftOut);
  }

  private static int size(int digits) {
    int size = 1;
    for (int i = 0; i < digits; i++) {
      size *= 10;
    }
    return size;
  }
}
