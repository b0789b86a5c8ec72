package io.pumpwatch.jobs.input.format.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Times as logs write them, in microseconds since the epoch; finer digits are cut off. A time that
 * is not {@linkplain TimeRange#POSSIBLE possible} is refused.
 */
public final class LogTime {

  /** What a time since the epoch is counted in. */
  public enum EpochUnit {
    SECONDS(6),
    MILLIS(3),
    MICROS(0);

    private final int digitsToMicros;

    EpochUnit(int digitsToMicros) {
      this.digitsToMicros = digitsToMicros;
    }

    private int digitsToMicros() {
      return digitsToMicros;
    }
  }

  private static final long LATEST_MILLIS = TimeRange.POSSIBLE.toMicros() / 1000;

  /** Numbers below it are seconds: as milliseconds they would be before 1974. */
  private static final BigDecimal LEAST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /** Micros of the year 2100 have 16 digits; what is written longer, or in powers, is no time. */
  private static final int MOST_INTEGER_DIGITS = 16;

  private static final int MOST_DECIMAL_PLACES = 40;

  private static final DateTimeFormatter ACCESS_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

  /** SNS writes UTC without saying so, with one to three fraction digits. */
  private static final DateTimeFormatter SNS =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  /** ISO 8601 with any form of offset: {@code +01:00}, {@code +0100}, {@code +01}. */
  private static final DateTimeFormatter ANY_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private LogTime() {}

  /** ISO 8601 with {@code Z} or an offset, 0 to 9 fraction digits. */
  public static long iso(String text) throws MalformedRecord {
    if (text == null) {
      throw new MalformedRecord("it has no time");
    }
    long micros = isoUtc(text);
    if (micros != Long.MIN_VALUE) {
      return plausible(micros);
    }
    try {
      return micros(OffsetDateTime.parse(text, ANY_OFFSET).toInstant());
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  /**
   * A time in a form of its own.
   *
   * @param zone where clocks show it, where the text names no zone or offset itself
   */
  public static long of(String text, DateTimeFormatter form, ZoneId zone) throws MalformedRecord {
    if (text == null) {
      throw new MalformedRecord("it has no time");
    }
    try {
      TemporalAccessor time = form.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      return micros(
          time instanceof ZonedDateTime zoned
              ? zoned.toInstant()
              : ((LocalDateTime) time).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  /** So many units since the epoch. */
  public static long epoch(BigDecimal value, EpochUnit unit) throws MalformedRecord {
    boolean plausible =
        value.signum() >= 0
            && Math.abs((long) value.scale()) <= MOST_DECIMAL_PLACES
            && (long) value.precision() - value.scale() <= MOST_INTEGER_DIGITS;
    if (!plausible) {
      throw new MalformedRecord(TimeRange.IMPOSSIBLE);
    }
    return plausible(value.movePointRight(unit.digitsToMicros()).longValue());
  }

  /** Milliseconds since the epoch. */
  public static long epochMillis(long millis) throws MalformedRecord {
    if (millis > LATEST_MILLIS || millis < 0) {
      throw new MalformedRecord(TimeRange.IMPOSSIBLE);
    }
    return plausible(millis * 1000);
  }

  /** The form of SNS delivery logs, {@code 2022-03-08 19:05:32.27}, UTC. */
  public static long sns(String text) throws MalformedRecord {
    return of(text, SNS, ZoneOffset.UTC);
  }

  /** The form of web servers, {@code 10/Oct/2025:13:55:36 +0000}. */
  public static long accessLog(String text) throws MalformedRecord {
    try {
      return micros(OffsetDateTime.parse(text, ACCESS_LOG).toInstant());
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  /**
   * The time of a log of unknown origin: ISO 8601, a web server's form, or seconds or milliseconds
   * since the epoch, as a number or as text.
   */
  public static long any(JsonNode value) throws MalformedRecord {
    String text = value.asText();
    if (value.isNumber()) {
      return epoch(value.decimalValue());
    }
    if (text.indexOf('/') > 0) {
      return accessLog(text);
    }
    return text.indexOf('T') > 0 ? iso(text) : epoch(decimal(text));
  }

  /** That many milliseconds later. */
  public static long plusMillis(long micros, long millis) throws MalformedRecord {
    if (Math.abs(millis) > LATEST_MILLIS) {
      throw new MalformedRecord("its duration is not plausible");
    }
    return plausible(micros + millis * 1000);
  }

  private static BigDecimal decimal(String text) throws MalformedRecord {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static long epoch(BigDecimal value) throws MalformedRecord {
    return epoch(value, value.compareTo(LEAST_MILLIS) < 0 ? EpochUnit.SECONDS : EpochUnit.MILLIS);
  }

  /** The common form, read without a formatter; the least long for any other. */
  private static long isoUtc(String text) throws MalformedRecord {
    int length = text.length();
    if (length < 20
        || length > 30
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z'
        || (length > 20 && text.charAt(19) != '.')
        || length == 21) {
      return Long.MIN_VALUE;
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int fractionDigits = Math.max(0, length - 21);
    int fraction = fractionDigits == 0 ? 0 : digits(text, 20, length - 1);
    if (hour > 23 || minute > 59 || second > 59) {
      throw unreadable(text);
    }
    long day;
    try {
      day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
    long micros = fraction;
    for (int i = fractionDigits; i < 6; i++) {
      micros *= 10;
    }
    for (int i = fractionDigits; i > 6; i--) {
      micros /= 10;
    }
    return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micros;
  }

  private static int digits(String text, int from, int to) throws MalformedRecord {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw unreadable(text);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long micros(Instant time) throws MalformedRecord {
    try {
      return plausible(SmsEvent.toMicros(time));
    } catch (ArithmeticException e) {
      throw new MalformedRecord(TimeRange.IMPOSSIBLE);
    }
  }

  private static long plausible(long micros) throws MalformedRecord {
    if (!TimeRange.POSSIBLE.contains(micros)) {
      throw new MalformedRecord(TimeRange.IMPOSSIBLE);
    }
    return micros;
  }

  private static MalformedRecord unreadable(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new MalformedRecord("its time cannot be read: " + shown);
  }
}
