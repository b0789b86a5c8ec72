package io.pumpwatch.datasets.simulate;

/** How much of the traffic the events tell. */
public enum Visibility {
  /**
   * What each tenant's own logs state: rows without number, without client, without id, as in life.
   */
  AS_LOGGED,
  /** Every row of every message with every field, as one well-instrumented application logs it. */
  COMPLETE
}
