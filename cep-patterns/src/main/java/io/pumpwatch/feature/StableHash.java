package io.pumpwatch.feature;

/**
 * Hashes that are the same in every JVM and every version of it, so that what is sampled by hash is
 * the same on replay.
 */
public final class StableHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private StableHash() {}

  /**
   * A 64-bit hash of the text's UTF-16 units: FNV-1a (Fowler, Noll, Vo), finished with {@link
   * #mix}.
   */
  public static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), a bijection on 64 bits. */
  public static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The value that {@link #mix} turned into this hash. */
  public static long unmix(long hash) {
    long z = hash ^ (hash >>> 31) ^ (hash >>> 62);
    z *= 0x319642b2d24d8ec3L;
    z = z ^ (z >>> 27) ^ (z >>> 54);
    z *= 0x96de1b173f119089L;
    z = z ^ (z >>> 30) ^ (z >>> 60);
    return z - 0x9e3779b97f4a7c15L;
  }
}
