package io.pumpwatch.jobs.input.parquet;

/** Which columns of a file are read. */
public enum Projection {
  /** All that an event has. */
  EVENTS,
  /** Time and type only: what decides whether a row is an event, and when it happened. */
  TIMES
}
