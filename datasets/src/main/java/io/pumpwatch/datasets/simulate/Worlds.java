package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.Assumptions;
import java.util.List;
import java.util.Optional;

/** The sets of assumptions under which can be simulated. */
public final class Worlds {

  private static final List<String> DEAR_COUNTRIES =
      List.of("AZ", "TN", "KG", "TJ", "UZ", "LK", "MG", "GA", "ID", "EG");

  private static final double TAIL_SHARE = 0.07;

  /** The bundled sample's: three organisations in fifteen countries. */
  public static final Assumptions SAMPLE =
      new Assumptions("sample", Tenants.ALL, DEAR_COUNTRIES, 3, 4);

  /** The same organisations with a few customers in many more countries. */
  public static final Assumptions STANDARD =
      new Assumptions(
          "standard",
          Tenants.ALL.stream().map(tenant -> TailMarkets.of(tenant, TAIL_SHARE)).toList(),
          List.of(
              "AZ", "TN", "KG", "TJ", "UZ", "LK", "MG", "GA", "ID", "EG", "BD", "PH", "SN", "PK"),
          3,
          4);

  /** Other customers, rates, conversion and blocks: results should not lean on the usual ones. */
  public static final Assumptions EMERGING_MARKETS = EmergingMarkets.ASSUMPTIONS;

  private static final List<Assumptions> ALL = List.of(SAMPLE, STANDARD, EMERGING_MARKETS);

  private Worlds() {}

  /** The names that can be asked for. */
  public static List<String> names() {
    return ALL.stream().map(Assumptions::name).toList();
  }

  /** The assumptions of that name; empty where there are none. */
  public static Optional<Assumptions> named(String name) {
    return ALL.stream().filter(assumptions -> assumptions.name().equals(name)).findFirst();
  }
}
