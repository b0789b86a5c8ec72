package io.pumpwatch.datasets.simulate.attack;

import java.util.List;

/** Where pumping pays: countries with a high price and no customers of the simulated tenants. */
final class DearCountries {

  static final List<String> ALL =
      List.of("AZ", "TN", "KG", "TJ", "UZ", "LK", "MG", "GA", "ID", "EG");

  private DearCountries() {}
}
