package io.pumpwatch.pattern.limit;

import io.pumpwatch.feature.EvidenceContext;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the traffic. What is empty asks for nothing; all that is not must agree.
 *
 * @param tenant whose traffic
 * @param flow what the messages are for
 * @param country ISO 3166-1 alpha-2 of the destination
 * @param network destination network, {@code MCC-MNC}
 */
public record TrafficScope(String tenant, String flow, String country, String network)
    implements Serializable {

  /** All traffic. */
  public TrafficScope() {
    this("", "", "", "");
  }

  /** Whether the window is of it: by its key, and by what all that was seen in it agrees on. */
  public boolean holds(TrafficFeatures features) {
    TrafficKey key = features.key();
    EvidenceContext context = features.window().context();
    return agrees(tenant, key.tenant())
        && agrees(flow, key.is(Grain.FLOW) ? key.value() : context.flow())
        && agrees(country, key.is(Grain.COUNTRY) ? key.value() : context.country())
        && agrees(network, key.is(Grain.NETWORK) ? key.value() : context.network());
  }

  private static boolean agrees(String wanted, String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  /** Whether all traffic of the other is of this. */
  public boolean covers(TrafficScope other) {
    return agrees(tenant, other.tenant)
        && agrees(flow, other.flow)
        && agrees(country, other.country)
        && agrees(network, other.network);
  }

  /** Whether some traffic may be of both. */
  public boolean meets(TrafficScope other) {
    return areCompatible(tenant, other.tenant)
        && areCompatible(flow, other.flow)
        && areCompatible(country, other.country)
        && areCompatible(network, other.network);
  }

  private static boolean areCompatible(String one, String other) {
    return one.isEmpty() || agrees(other, one);
  }

  /** Whether it is all traffic. */
  public boolean isAll() {
    return equals(new TrafficScope());
  }

  /** {@code tenant shop, country GA}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    add(parts, "tenant", tenant);
    add(parts, "flow", flow);
    add(parts, "country", country);
    add(parts, "network", network);
    return parts.isEmpty() ? "all traffic" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + " " + value);
    }
  }
}
