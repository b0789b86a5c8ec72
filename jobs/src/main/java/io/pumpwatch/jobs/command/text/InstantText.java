package io.pumpwatch.jobs.command.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** Instants as people write them: {@code 2026-01-05T13:00:00Z}, or a day, which starts in UTC. */
public final class InstantText {
  private static final int DAY_LENGTH = "2026-01-05".length();

  private InstantText() {}

  /** The instant; a text that is none is refused as a bad option. */
  public static Instant parse(String text) {
    try {
      return text.length() == DAY_LENGTH
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is neither an instant such as 2026-01-05T13:00:00Z nor a day such as"
              + " 2026-01-05");
    }
  }
}
