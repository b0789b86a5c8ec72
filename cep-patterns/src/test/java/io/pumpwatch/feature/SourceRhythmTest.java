package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRhythmTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final int WEEK = 7 * 24;

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 20", "5, 50", "24, 240", "30, 180"})
  void whatTheSameHoursHeldEachDayOfTheWeekBeforeIsMissing(int silent, long missing) {
    SourceRhythm rhythm = hours(0, 9 * 24, 10);
    for (int hour = 9 * 24; hour < 9 * 24 + silent; hour++) {
      rhythm.add(START + hour * HOUR, 10, 10, 10, 0);
    }

    assertThat(rhythm.missing(START + (9 * 24 + silent) * HOUR))
        .isEqualTo(Map.of(LogSource.SUCCESSES, missing));
  }

  @Test
  void theQuietestOfThoseDaysDecides() {
    SourceRhythm rhythm = new SourceRhythm();
    for (int hour = 0; hour < 8 * 24; hour++) {
      long rows = hour / 24 == 5 ? 1 : 50;
      rhythm.add(START + hour * HOUR, rows, rows, rows, rows);
    }

    assertThat(rhythm.missing(START + (8 * 24 + 3) * HOUR))
        .containsOnlyKeys(LogSource.values())
        .containsValue(3L);
  }

  @Test
  void anHourOfNightThatIsAlwaysEmptyIsNotMissing() {
    SourceRhythm rhythm = new SourceRhythm();
    for (int hour = 0; hour < 8 * 24; hour++) {
      rhythm.add(START + hour * HOUR, hour % 24 < 3 ? 0 : 50, 1, 1, 1);
    }
    rhythm.add(START + 8 * 24 * HOUR, 0, 1, 1, 1);

    assertThat(rhythm.missing(START + (8 * 24 + 1) * HOUR)).containsEntry(LogSource.REQUESTS, 0L);
  }

  @Test
  void nothingIsMissingBeforeAWeekAndADayAreKnown() {
    assertThat(hours(0, WEEK + 20, 10).missing(START + (WEEK + 23) * HOUR)).isEmpty();
    assertThat(hours(0, WEEK + 23, 10).missing(START + (WEEK + 24) * HOUR)).isNotEmpty();
  }

  @Test
  void survivesBeingStored() {
    SourceRhythm rhythm = hours(0, 9 * 24, 10);
    SourceRhythm read = new SourceRhythm();
    BinaryForm.read(
        BinaryForm.bytes(rhythm::write),
        in -> {
          read.readFrom(in);
          return read;
        });

    long later = START + (9 * 24 + 4) * HOUR;
    assertThat(read.missing(later)).isNotEmpty().isEqualTo(rhythm.missing(later));
  }

  private static SourceRhythm hours(int from, int to, long rows) {
    SourceRhythm rhythm = new SourceRhythm();
    for (int hour = from; hour < to; hour++) {
      rhythm.add(START + hour * HOUR, rows, rows, rows, rows);
    }
    return rhythm;
  }
}
