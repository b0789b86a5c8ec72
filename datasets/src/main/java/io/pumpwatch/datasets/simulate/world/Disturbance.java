package io.pumpwatch.datasets.simulate.world;

/** What befalls the ordinary traffic for a time. */
public interface Disturbance {

  /** Whether it befalls that request. */
  default boolean affects(MessageRequest request) {
    return false;
  }

  /** How a request that it befalls is likely to end, instead of as usual. */
  default Odds odds(Odds usual) {
    return usual;
  }

  /**
   * How much earlier than usual people of a country come.
   *
   * @param country ISO 3166-1 alpha-2
   * @param micros microseconds since the epoch
   * @return microseconds
   */
  default long earlierMicros(String country, long micros) {
    return 0;
  }
}
