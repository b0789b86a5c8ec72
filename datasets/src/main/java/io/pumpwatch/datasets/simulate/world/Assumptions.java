package io.pumpwatch.datasets.simulate.world;

import java.util.List;

/**
 * What a simulation takes for granted. A detector that does well under one set of assumptions only
 * has learnt the set.
 *
 * @param name on the command line
 * @param tenants who sends, in a fixed order
 * @param dearCountries where pumping pays: high prices and hardly any customers
 * @param smallBlockDigits digits that vary in the smaller of the usual blocks of numbers
 * @param largeBlockDigits digits that vary in the larger one
 */
public record Assumptions(
    String name,
    List<Tenant> tenants,
    List<String> dearCountries,
    int smallBlockDigits,
    int largeBlockDigits) {

  public Assumptions {
    tenants = List.copyOf(tenants);
    dearCountries = List.copyOf(dearCountries);
  }

  /** The largest country of each tenant. */
  public List<String> homes() {
    return tenants.stream().map(tenant -> tenant.markets().get(0).country()).toList();
  }

  /**
   * The tenant of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Tenant tenant(String tenant) {
    return tenants.stream()
        .filter(candidate -> candidate.name().equals(tenant))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tenant " + tenant + " in " + name));
  }
}
