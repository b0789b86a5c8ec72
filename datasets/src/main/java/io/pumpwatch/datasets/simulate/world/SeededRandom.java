package io.pumpwatch.datasets.simulate.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws that depend on the seed and on a name only, so that one part of the simulation can change
 * without changing another. Distributions are computed here with {@link StrictMath}, because the
 * defaults of {@link java.util.random.RandomGenerator} may differ between Java versions.
 */
public final class SeededRandom {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final SplittableRandom random;

  private SeededRandom(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A source of draws of its own for each seed and name. */
  public static SeededRandom of(long seed, String name) {
    return new SeededRandom(mix(seed, name));
  }

  /** A source of draws of its own for each seed, name and index. */
  public static SeededRandom of(long seed, String name, long index) {
    return new SeededRandom(new SplittableRandom(mix(seed, name) ^ (index * FNV_PRIME)).nextLong());
  }

  // FNV-1a, because String.hashCode has too few bits to keep names apart.
  private static long mix(long seed, String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return new SplittableRandom(seed ^ hash).nextLong();
  }

  /** A uniform number in [0, 1). */
  public double fraction() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** A uniform number in [low, high). */
  public double between(double low, double high) {
    return low + fraction() * (high - low);
  }

  /** A uniform whole number in [0, bound). */
  public int below(int bound) {
    return (int) (fraction() * bound);
  }

  /** A uniform whole number in [0, bound), for bounds up to 2^53. */
  public long below(long bound) {
    return (long) (fraction() * bound);
  }

  /** True with that probability. */
  public boolean chance(double probability) {
    return fraction() < probability;
  }

  /** An exponential time with that mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - fraction());
  }

  /** A log-normal number; {@code sigma} is the standard deviation of its logarithm. */
  public double logNormal(double median, double sigma) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - fraction()));
    double gaussian = radius * StrictMath.cos(2 * StrictMath.PI * fraction());
    return median * StrictMath.exp(sigma * gaussian);
  }

  /** One of the list, all equally likely. */
  public <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Brings the list into random order. */
  public <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T moved = list.get(i);
      list.set(i, list.get(j));
      list.set(j, moved);
    }
  }

  /** 128 random bits as 32 lower-case hexadecimal digits. */
  public String hexId() {
    return hex(random.nextLong()) + hex(random.nextLong());
  }

  /** 128 random bits written like a UUID of version 4. */
  public String uuid() {
    String hex = hexId();
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        '4' + hex.substring(13, 16),
        '8' + hex.substring(17, 20),
        hex.substring(20));
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
