package io.pumpwatch.datasets.reference;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one segment of an SMS costs by destination country, in millionths of a US dollar. Prices,
 * their date and their sources are those of the resource {@code tariff.csv}; see the module's data
 * set card.
 */
public final class Tariff implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final BigDecimal MICRO_PER_UNIT = BigDecimal.valueOf(1_000_000);

  private final TreeMap<String, Long> microUsdByCountry;
  private final long defaultMicroUsd;

  private Tariff(Map<String, Long> microUsdByCountry) {
    this.microUsdByCountry = new TreeMap<>(microUsdByCountry);
    List<Long> ascending = microUsdByCountry.values().stream().sorted().toList();
    this.defaultMicroUsd = ascending.get(ascending.size() / 2);
  }

  /** The bundled tariff. */
  public static Tariff bundled() {
    Map<String, Long> prices = new TreeMap<>();
    for (List<String> row : ReferenceTable.read("tariff.csv", 3)) {
      prices.put(row.get(0), microUsd(row.get(1)));
    }
    return new Tariff(prices);
  }

  /**
   * The price of one segment.
   *
   * @param country ISO 3166-1 alpha-2, or null
   * @return micro-USD; {@link #defaultMicroUsd()} where the country is null or not in the table
   */
  public long microUsdPerSegment(String country) {
    return country == null
        ? defaultMicroUsd
        : microUsdByCountry.getOrDefault(country, defaultMicroUsd);
  }

  /** The price of a segment to an unknown country: the median of the table, in micro-USD. */
  public long defaultMicroUsd() {
    return defaultMicroUsd;
  }

  /** The countries with a price of their own, ISO 3166-1 alpha-2. */
  public Set<String> countries() {
    return Set.copyOf(microUsdByCountry.keySet());
  }

  private static long microUsd(String usd) {
    return new BigDecimal(usd).multiply(MICRO_PER_UNIT).longValueExact();
  }
}
