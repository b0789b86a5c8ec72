package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Countries in which every organisation has a few customers: people move, travel and keep their
 * numbers. The share of the n-th of them is proportional to 1/n, so that the last ones see a
 * message a day or none.
 */
final class TailMarkets {

  private static final double WELL_SERVED = 0.93;
  private static final double BADLY_SERVED = 0.80;

  private static final List<Market> LARGEST_FIRST =
      List.of(
          market("CA", "America/Toronto", WELL_SERVED),
          market("TR", "Europe/Istanbul", WELL_SERVED),
          market("MX", "America/Mexico_City", WELL_SERVED),
          market("BE", "Europe/Brussels", WELL_SERVED),
          market("CH", "Europe/Zurich", WELL_SERVED),
          market("AT", "Europe/Vienna", WELL_SERVED),
          market("AE", "Asia/Dubai", WELL_SERVED),
          market("RO", "Europe/Bucharest", WELL_SERVED),
          market("NO", "Europe/Oslo", WELL_SERVED),
          market("CZ", "Europe/Prague", WELL_SERVED),
          market("GR", "Europe/Athens", WELL_SERVED),
          market("FI", "Europe/Helsinki", WELL_SERVED),
          market("PK", "Asia/Karachi", BADLY_SERVED),
          market("KE", "Africa/Nairobi", BADLY_SERVED),
          market("UA", "Europe/Kyiv", BADLY_SERVED),
          market("SA", "Asia/Riyadh", WELL_SERVED),
          market("JP", "Asia/Tokyo", WELL_SERVED),
          market("HU", "Europe/Budapest", WELL_SERVED),
          market("CO", "America/Bogota", WELL_SERVED),
          market("GH", "Africa/Accra", BADLY_SERVED),
          market("IL", "Asia/Jerusalem", WELL_SERVED),
          market("MA", "Africa/Casablanca", BADLY_SERVED),
          market("BD", "Asia/Dhaka", BADLY_SERVED),
          market("PH", "Asia/Manila", BADLY_SERVED),
          market("TH", "Asia/Bangkok", WELL_SERVED),
          market("SG", "Asia/Singapore", WELL_SERVED),
          market("EG", "Africa/Cairo", BADLY_SERVED),
          market("VN", "Asia/Ho_Chi_Minh", BADLY_SERVED),
          market("MY", "Asia/Kuala_Lumpur", WELL_SERVED),
          market("ID", "Asia/Jakarta", BADLY_SERVED),
          market("NZ", "Pacific/Auckland", WELL_SERVED),
          market("AR", "America/Argentina/Buenos_Aires", WELL_SERVED),
          market("KR", "Asia/Seoul", WELL_SERVED),
          market("PE", "America/Lima", BADLY_SERVED),
          market("CL", "America/Santiago", WELL_SERVED),
          market("SN", "Africa/Dakar", BADLY_SERVED),
          market("TN", "Africa/Tunis", BADLY_SERVED),
          market("CI", "Africa/Abidjan", BADLY_SERVED));

  private TailMarkets() {}

  /**
   * The same tenant with that share of its messages in the tail.
   *
   * @param share 0 to 1
   */
  static Tenant of(Tenant tenant, double share) {
    List<Market> markets = new ArrayList<>();
    for (Market market : tenant.markets()) {
      markets.add(market.withShare(market.share() * (1 - share)));
    }
    List<String> known = tenant.markets().stream().map(Market::country).toList();
    List<Market> tail =
        LARGEST_FIRST.stream().filter(market -> !known.contains(market.country())).toList();
    double sum = 0;
    for (int rank = 1; rank <= tail.size(); rank++) {
      sum += 1.0 / rank;
    }
    for (int rank = 1; rank <= tail.size(); rank++) {
      markets.add(tail.get(rank - 1).withShare(share / sum / rank));
    }
    return tenant.in(markets);
  }

  private static Market market(String country, String zone, double conversion) {
    return new Market(country, ZoneId.of(zone), 0, conversion);
  }
}
