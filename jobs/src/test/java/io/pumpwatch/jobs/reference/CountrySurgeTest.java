package io.pumpwatch.jobs.reference;

import static io.pumpwatch.jobs.reference.JudgedTraffic.MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days with 10 or 12 messages an hour by turns, then an hour of more. */
class CountrySurgeTest {
  private static final ReferenceKey KEY =
      new ReferenceKey("country-surge", "acme", "country", "GA", "");
  private static final int PER_HOUR = 11;

  private static List<Sighting> sightings(int days, int surge) {
    List<Sighting> sightings = new ArrayList<>();
    int hours = 24 * days;
    for (int hour = 0; hour <= hours; hour++) {
      int count = hour == hours ? surge : PER_HOUR + (hour % 2 == 0 ? 1 : -1);
      long time = MIDNIGHT.plus(Duration.ofHours(hour)).toEpochMilli();
      for (int i = 0; i < count; i++) {
        sightings.add(new Sighting(KEY, time + i, MessageStage.SENT, time + i, 1, ""));
      }
    }
    return sightings;
  }

  @ParameterizedTest
  @CsvSource({
    // 11 hours before the surge hold 120 messages, or 122
    "14, 900, 1, more than a thousand, far over what is normal",
    "14, 850, 0, fewer than a thousand",
    "7, 2000, 0, less than a week is known",
    "9, 2000, 1, a week is known"
  })
  void firesOnMoreThanAThousandFarOverTheMean(int days, int surge, int alarms, String story) {
    assertThat(new CountrySurge().alarms(sightings(days, surge))).as(story).hasSize(alarms);
  }
}
