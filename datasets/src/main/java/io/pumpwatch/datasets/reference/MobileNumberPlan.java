package io.pumpwatch.datasets.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some assigned mobile prefixes per country, enough to make up numbers that are valid. */
public final class MobileNumberPlan {

  private final Map<String, List<MobilePrefix>> prefixesByCountry;

  private MobileNumberPlan(Map<String, List<MobilePrefix>> prefixesByCountry) {
    this.prefixesByCountry = prefixesByCountry;
  }

  /** The bundled plan, from the resource {@code mobile-prefixes.csv}. */
  public static MobileNumberPlan bundled() {
    Map<String, List<MobilePrefix>> prefixes = new TreeMap<>();
    for (List<String> row : ReferenceTable.read("mobile-prefixes.csv", 5)) {
      prefixes
          .computeIfAbsent(row.get(0), country -> new ArrayList<>())
          .add(
              new MobilePrefix(
                  row.get(0),
                  row.get(1),
                  Integer.parseInt(row.get(2)),
                  emptyToNull(row.get(3)),
                  emptyToNull(row.get(4))));
    }
    return new MobileNumberPlan(prefixes);
  }

  /** The countries of the plan, in alphabetical order. */
  public List<String> countries() {
    return List.copyOf(prefixesByCountry.keySet());
  }

  /**
   * The prefixes of a country, in the order of the table.
   *
   * @throws IllegalArgumentException where the plan has none
   */
  public List<MobilePrefix> prefixes(String country) {
    List<MobilePrefix> prefixes = prefixesByCountry.get(country);
    if (prefixes == null) {
      throw new IllegalArgumentException("no mobile prefixes for country " + country);
    }
    return prefixes;
  }

  private static String emptyToNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
