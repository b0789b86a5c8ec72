package io.pumpwatch.jobs.settings;

/** How an application's own log writes times. */
public enum TimeForm {
  /** ISO 8601 with {@code Z} or an offset. */
  ISO,
  /** Seconds since the epoch, with or without a fraction. */
  EPOCH_SECONDS,
  /** Milliseconds since the epoch. */
  EPOCH_MILLIS,
  /** Microseconds since the epoch. */
  EPOCH_MICROS,
  /** A pattern of {@link java.time.format.DateTimeFormatter}. */
  PATTERN
}
