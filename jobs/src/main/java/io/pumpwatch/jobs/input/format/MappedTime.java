package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.LogTime.EpochUnit;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.MappedColumn;
import io.pumpwatch.jobs.settings.TimeForm;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reads the times of a mapped log. */
final class MappedTime {
  private static final int LONGEST_NUMBER = 40;

  private final TimeForm form;
  private final DateTimeFormatter pattern;
  private final ZoneId zone;

  MappedTime(MappedColumn column) {
    form = column.timeForm() == null ? TimeForm.ISO : column.timeForm();
    pattern =
        column.pattern() == null
            ? null
            : DateTimeFormatter.ofPattern(column.pattern(), Locale.ENGLISH);
    zone = column.zone() == null ? ZoneOffset.UTC : ZoneId.of(column.zone());
  }

  /** Microseconds since the epoch. */
  long micros(String text) throws MalformedRecord {
    if (text == null) {
      throw new MalformedRecord("it has no event_time");
    }
    return switch (form) {
      case ISO -> LogTime.iso(text);
      case EPOCH_SECONDS -> LogTime.epoch(number(text), EpochUnit.SECONDS);
      case EPOCH_MILLIS -> LogTime.epoch(number(text), EpochUnit.MILLIS);
      case EPOCH_MICROS -> LogTime.epoch(number(text), EpochUnit.MICROS);
      case PATTERN -> LogTime.of(text, pattern, zone);
    };
  }

  private static BigDecimal number(String text) throws MalformedRecord {
    try {
      if (text.length() <= LONGEST_NUMBER) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      // Refused below, as one that is too long is.
    }
    throw new MalformedRecord("its event_time is no number");
  }
}
