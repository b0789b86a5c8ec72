package io.pumpwatch.jobs.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 7 min}, {@code 10 s}, {@code 2 d} or {@code PT1H}. */
public final class DurationText {
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("min", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  /** Anything longer overflows milliseconds, the unit that Flink counts time in. */
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,12})\\s*(" + String.join("|", UNITS.keySet()) + ")");

  private DurationText() {}

  /**
   * The duration that the text says; empty where it says none, is negative, has no unit or would
   * overflow milliseconds.
   */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
    try {
      Duration duration =
          matcher.matches()
              ? UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
              : Duration.parse(text.strip());
      return Optional.of(duration)
          .filter(parsed -> !parsed.isNegative() && parsed.compareTo(LONGEST) <= 0);
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The shortest text of whole units, {@code 90 min} rather than {@code 1.5 h}. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long times = duration.dividedBy(unit.getValue());
      if (unit.getValue().multipliedBy(times).equals(duration)) {
        return times + " " + unit.getKey();
      }
    }
    return duration.toString();
  }
}
