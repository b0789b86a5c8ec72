package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.reference.MobilePrefix;
import java.util.ArrayList;
import java.util.List;

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

  /** A new account with one of its numbers, made up by that client. */
  public Subscriber account(int offset, Client client, SeededRandom random) {
    return new Subscriber(number(offset), mobilePrefix, random.uuid(), client);
  }

  /** Some of its offsets, each once, in random order. */
  public List<Integer> shuffledOffsets(int count, SeededRandom random) {
    List<Integer> offsets = new ArrayList<>();
    for (int offset = 0; offset < size(); offset++) {
      offsets.add(offset);
    }
    random.shuffle(offsets);
    return List.copyOf(offsets.subList(0, count));
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
