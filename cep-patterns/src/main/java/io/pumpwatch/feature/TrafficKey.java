package io.pumpwatch.feature;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What traffic is counted for. Strings and numbers only: an enum in a key hashes differently in
 * every JVM.
 *
 * @param grain word of the {@link Grain}
 * @param tenant whose traffic
 * @param value the address, number, leading digits, country, …
 * @param digits for blocks and ranges how many digits are left out of {@code value}, else 0
 */
@TypeInfo(TrafficKeyTypeInfo.Factory.class)
public record TrafficKey(String grain, String tenant, String value, int digits) {

  /** A key of a grain other than blocks and ranges. */
  public static TrafficKey of(Grain grain, String tenant, String value) {
    return new TrafficKey(grain.word(), tenant, value, 0);
  }

  /** The key of the numbers that start with the prefix and go on for that many digits. */
  public static TrafficKey block(String tenant, String prefix, int digits) {
    Grain grain = digits >= RANGE_DIGITS ? Grain.DESTINATION_RANGE : Grain.DESTINATION_BLOCK;
    return new TrafficKey(grain.word(), tenant, prefix, digits);
  }

  /** The tenant of keys that count the traffic of all tenants together. */
  public static final String ALL_TENANTS = "*";

  /** Digits left out of a range. */
  public static final int RANGE_DIGITS = 6;

  public boolean is(Grain other) {
    return grain.equals(other.word());
  }

  /** Whether this is a block of numbers small enough to be watched number by number. */
  public boolean isBlock() {
    return is(Grain.DESTINATION_BLOCK);
  }

  /** The grain, for blocks with the digits left out: the word that limits are set by. */
  public String label() {
    return isBlock() ? grain + "_" + digits : grain;
  }

  /** How many numbers a block or range holds; 1 for everything else. */
  public long numbers() {
    long size = 1;
    for (int i = 0; i < digits; i++) {
      size *= 10;
    }
    return size;
  }

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    int hash = grain.hashCode();
    hash = 31 * hash + tenant.hashCode();
    hash = 31 * hash + value.hashCode();
    return 31 * hash + digits;
  }
}
