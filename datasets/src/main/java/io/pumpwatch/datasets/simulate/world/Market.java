package io.pumpwatch.datasets.simulate.world;

import java.time.ZoneId;

/**
 * A country in which a tenant has customers.
 *
 * @param country ISO 3166-1 alpha-2
 * @param zone the time by which they live
 * @param share of the tenant's messages, 0 to 1
 * @param conversion how readily codes are entered there, against the best country, 0 to 1
 */
public record Market(String country, ZoneId zone, double share, double conversion) {

  /** The same country with another share. */
  public Market withShare(double otherShare) {
    return new Market(country, zone, otherShare, conversion);
  }
}
