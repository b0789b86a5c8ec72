package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times of Azure Monitor: ISO 8601 in its exports, the American form in those of its portal. */
final class AzureTime {

  /** {@code 2/25/2025, 9:19:25.391 AM}, in UTC. */
  private static final DateTimeFormatter PORTAL =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("M/d/uuuu, h:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern(" a")
          .toFormatter(Locale.ENGLISH);

  private AzureTime() {}

  /** Microseconds since the epoch. */
  static long micros(String text) throws MalformedRecord {
    return text != null && text.indexOf('/') > 0
        ? LogTime.of(text, PORTAL, ZoneOffset.UTC)
        : LogTime.iso(text);
  }
}
