package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * A time in which a carrier delivers nothing.
 *
 * @param country ISO 3166-1 alpha-2
 * @param network {@code MCC-MNC}, null for all networks of the country
 * @param fromMicros inclusive, microseconds since the epoch
 * @param toMicros exclusive
 */
public record Outage(String country, String network, long fromMicros, long toMicros)
    implements Disturbance {

  @Override
  public boolean affects(MessageRequest request) {
    return affects(request.prefix(), request.atMicros());
  }

  @Override
  public Odds odds(Odds usual) {
    return Odds.outage();
  }

  /** Whether a message sent to that prefix at that time is lost. */
  public boolean affects(MobilePrefix prefix, long micros) {
    return micros >= fromMicros
        && micros < toMicros
        && prefix.country().equals(country)
        && (network == null || network.equals(prefix.network()));
  }
}
