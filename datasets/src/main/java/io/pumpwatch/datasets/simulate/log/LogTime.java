package io.pumpwatch.datasets.simulate.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Microseconds since the epoch as the log formats write them, cut to what they carry. */
final class LogTime {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOUDWATCH =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MILLI = 1_000;

  private LogTime() {}

  static long toSecond(long micros) {
    return Math.floorDiv(micros, MICROS_PER_SECOND) * MICROS_PER_SECOND;
  }

  static long toMilli(long micros) {
    return Math.floorDiv(micros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
  }

  /** {@code 2026-03-02T08:15:00Z}. */
  static String isoSeconds(long micros) {
    return instant(toSecond(micros)).toString();
  }

  /** {@code 2026-03-02T08:15:00.250Z}. */
  static String isoMillis(long micros) {
    return MILLIS.format(instant(micros));
  }

  /** {@code 2026-03-02 08:15:00.25}, one to three fraction digits. */
  static String cloudWatch(long micros) {
    String text = CLOUDWATCH.format(instant(micros));
    int end = text.length();
    while (text.charAt(end - 1) == '0' && text.charAt(end - 2) != '.') {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code 02/Mar/2026:08:15:00 +0000}. */
  static String commonLog(long micros) {
    return COMMON_LOG.format(instant(micros));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
