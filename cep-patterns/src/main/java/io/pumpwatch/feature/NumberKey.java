package io.pumpwatch.feature;

/**
 * A number of a tenant.
 *
 * @param tenant whose traffic
 * @param number destination as a number
 */
public record NumberKey(String tenant, long number) {

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    return 31 * tenant.hashCode() + Long.hashCode(number);
  }
}
