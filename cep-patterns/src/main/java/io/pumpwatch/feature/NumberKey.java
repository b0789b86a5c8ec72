package io.pumpwatch.feature;

import java.util.Comparator;

/**
 * A number of a tenant.
 *
 * @param tenant whose traffic
 * @param number destination as a number
 */
public record NumberKey(String tenant, long number) {
  /** By tenant, then by number. */
  static final Comparator<NumberKey> ORDER =
      Comparator.comparing(NumberKey::tenant).thenComparingLong(NumberKey::number);

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    return 31 * tenant.hashCode() + Long.hashCode(number);
  }
}
