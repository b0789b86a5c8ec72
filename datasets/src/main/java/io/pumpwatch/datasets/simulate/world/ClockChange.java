package io.pumpwatch.datasets.simulate.world;

/**
 * From some time on, the clocks of a country are an hour ahead of what they were.
 *
 * @param country ISO 3166-1 alpha-2
 * @param fromMicros microseconds since the epoch
 */
public record ClockChange(String country, long fromMicros) implements Disturbance {

  private static final long HOUR_MICROS = 3_600_000_000L;

  @Override
  public long earlierMicros(String where, long micros) {
    return where.equals(country) && micros >= fromMicros ? HOUR_MICROS : 0;
  }
}
