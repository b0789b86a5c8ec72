package io.pumpwatch.feature;

import static io.pumpwatch.feature.SimulatedTraffic.DAY;
import static io.pumpwatch.feature.SimulatedTraffic.MINUTE;
import static io.pumpwatch.feature.SimulatedTraffic.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyProfileTest {
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "FR");
  private static final Expectation PRIOR = new Expectation(20, 1.5, 0.6, Expectation.PRIOR);
  private static final long HOUR = 60 * MINUTE;

  private final KeyProfile profile = new KeyProfile();

  @ParameterizedTest
  @CsvSource({"7, 1000, prior", "8, 1000, learnt", "8, 12, prior"})
  void aWholeWeekAndSomeAttemptsAreNeeded(int days, int attemptsOfDay, String source) {
    for (int day = 0; day < days; day++) {
      profile.take(time(day, 12), SimulatedTraffic.minute(COUNTRY, attemptsOfDay), true);
    }

    assertThat(profile.expect(time(days, 0), PRIOR).source()).isEqualTo(source);
  }

  @Test
  void theDayItselfSaysNothing() {
    play(0, 15, time -> 10);
    Expectation before = profile.expect(time(15, 0), PRIOR);
    for (int minute = 0; minute < 600; minute++) {
      profile.take(time(15, 0) + minute * MINUTE, SimulatedTraffic.minute(COUNTRY, 900), true);
    }

    assertThat(profile.expect(time(15, 10), PRIOR)).isEqualTo(before);
    assertThat(profile.expect(time(16, 10), PRIOR)).isNotEqualTo(before);
  }

  /** One hour each Monday, of which three are known: the first day may not be complete. */
  @Test
  void anHourOfTheWeekIsShrunkToTheHourOfTheDayAndThatToAll() {
    play(0, 28, time -> isMondayNoon(time) ? 4 : 1);

    double mean = (27 * 24 * 60 + 3 * 180) / (27 * 24.0);
    double noon = (24 * 60 + 3 * 240 + 2 * mean) / (27 + 2);
    double mondayNoon = (3 * 240 + 2 * noon) / (3 + 2);
    assertThat(rate(28, 12)).isCloseTo(mondayNoon / 60, within(1e-9));
    double eleven = (27 * 60 + 2 * mean) / (27 + 2);
    double mondayEleven = (3 * 60 + 2 * eleven) / (3 + 2);
    assertThat(rate(28, 11)).isCloseTo(mondayEleven / 60, within(1e-9));
  }

  private static boolean isMondayNoon(long time) {
    return Math.floorMod(time - MONDAY, 7 * DAY) / HOUR == 12;
  }

  @Test
  void minutesAtALimitAreLeftOutAndMadeUpFor() {
    for (long minute = 0; minute < 15 * 1440; minute++) {
      boolean attack = minute % 60 < 20;
      profile.take(
          MONDAY + minute * MINUTE, SimulatedTraffic.minute(COUNTRY, attack ? 500 : 6), !attack);
    }

    assertThat(rate(15, 3)).isCloseTo(6, within(1e-9));
  }

  @Test
  void anHourOfWhichNothingIsKnownCountsForNothing() {
    for (long minute = 0; minute < 17 * 1440; minute++) {
      boolean attack = minute / 60 == 10 * 24 + 5;
      profile.take(
          MONDAY + minute * MINUTE, SimulatedTraffic.minute(COUNTRY, attack ? 500 : 6), !attack);
    }

    assertThat(rate(17, 5)).isCloseTo(6, within(1e-9));
  }

  @Test
  void aWildHourCountsForFourTimesTheMedian() {
    play(0, 10, time -> Math.floorDiv(time - MONDAY, HOUR) == 3 * 24 + 9 ? 400 : 5);

    double mean = (9 * 24 * 300 + 900) / (9 * 24.0);
    double nine = (8 * 300 + 1200 + 2 * mean) / (9 + 2);
    assertThat(rate(10, 9)).isCloseTo((1200 + 2 * nine) / (1 + 2) / 60, within(1e-9));
  }

  @Test
  void aSlowRampIsNotFollowed() {
    for (int week = 0; week < 10; week++) {
      int level = 10 << week;
      play(week * 7, week * 7 + 7, time -> level);
    }

    // Real traffic has grown to 512 times the first week's, of which a window sees four weeks.
    assertThat(rate(70, 12)).isBetween(10.0, 10 * Math.pow(KeyProfile.MOST_GROWTH, 9));
  }

  @Test
  void growthByHalfAWeekIsFollowed() {
    play(0, 14, time -> 10);
    play(14, 42, time -> 15);

    assertThat(rate(42, 12)).isCloseTo(15, within(1e-9));
  }

  @Test
  void aDayWithoutTrafficIsADayOfNone() {
    play(0, 8, time -> 14);
    Expectation busy = profile.expect(time(8, 0), PRIOR);

    assertThat(profile.expect(time(15, 0), PRIOR).attemptsPerMinute())
        .isCloseTo(7, within(1.5))
        .isLessThan(busy.attemptsPerMinute());
    assertThat(profile.expect(time(37, 0), PRIOR)).isEqualTo(PRIOR);
  }

  @Test
  void countsThatVaryAsChanceDoesHaveTheGreatestDispersion() {
    SimulatedTraffic traffic = new SimulatedTraffic(7);
    play(0, 29, time -> traffic.poisson(SimulatedTraffic.ordinary(30, time)));

    assertThat(profile.expect(time(29, 0), PRIOR).dispersion())
        .isEqualTo(WeeklyRhythm.MOST_DISPERSION);
  }

  @Test
  void dispersionIsThatOfTheCounts() {
    SimulatedTraffic traffic = new SimulatedTraffic(7);
    play(0, 29, time -> traffic.geometric(40));

    assertThat(profile.expect(time(29, 0), PRIOR).dispersion()).isCloseTo(1, within(0.05));
  }

  @Test
  void sendsInBatchesAreDispersedWidely() {
    play(0, 15, time -> Math.floorMod(time, HOUR) == 0 ? 600 : 0);

    // μ = 10, and the variance is 590 μ: 1/r = 59 less a Poisson's μ⁻¹.
    assertThat(profile.expect(time(15, 0), PRIOR).dispersion())
        .isEqualTo(WeeklyRhythm.LEAST_DISPERSION);
  }

  @Test
  void conversionIsTheMeanOfABetaPosterior() {
    for (int day = 0; day < 10; day++) {
      profile.take(time(day, 1), SimulatedTraffic.minute(COUNTRY, 100), true);
      profile.take(time(day, 2), SimulatedTraffic.trials(COUNTRY, 7, 3), true);
      profile.take(time(day, 3), SimulatedTraffic.trials(COUNTRY, 50, 0), false);
    }

    // Nine complete days, and twenty trials at 0.6.
    assertThat(profile.expect(time(10, 0), PRIOR).conversion())
        .isCloseTo((9 * 3 + 12) / (9 * 10 + 20.0), within(1e-12));
    KeyHabits habits = profile.habits(time(10, 0));
    assertThat(habits.alpha(0.6)).isEqualTo(39);
    assertThat(habits.beta(0.6)).isEqualTo(71);
    assertThat(Math.exp(habits.meanLogEntry())).isCloseTo(12, within(1e-3));
  }

  @Test
  void onlyFourWeeksAreRemembered() {
    play(0, 7, time -> 50);
    play(7, 36, time -> 10);

    assertThat(rate(36, 12)).isCloseTo(10, within(1e-9));
    assertThat(profile.habits(time(36, 0)).days()).isEqualTo(KeyProfile.DAYS);
  }

  @Test
  void writtenAndReadItExpectsTheSame() {
    SimulatedTraffic traffic = new SimulatedTraffic(7);
    play(0, 20, time -> traffic.poisson(SimulatedTraffic.ordinary(3, time)));
    KeyProfileTypeInfo.Serializer serializer = KeyProfileTypeInfo.Serializer.INSTANCE;

    byte[] bytes = serializer.toBytes(profile);
    KeyProfile read = serializer.ofBytes(bytes);

    assertThat(bytes.length).isLessThan(20 * 200);
    for (int hour = 0; hour < 24; hour++) {
      assertThat(read.expect(time(20, hour), PRIOR))
          .isEqualTo(profile.expect(time(20, hour), PRIOR));
    }
    assertThat(serializer.toBytes(read)).isEqualTo(serializer.toBytes(profile));
  }

  @Test
  void aHistoryKeepsItsProfile() {
    play(0, 10, time -> 5);
    TrafficHistoryTypeInfo.Serializer serializer = TrafficHistoryTypeInfo.Serializer.INSTANCE;

    TrafficHistory read = serializer.copy(new TrafficHistory(profile));

    assertThat(read.expect(time(10, 4), PRIOR)).isEqualTo(profile.expect(time(10, 4), PRIOR));
    assertThat(serializer.copy(new TrafficHistory()).profile()).isNull();
  }

  private double rate(int day, int hour) {
    Expectation expectation = profile.expect(time(day, hour), PRIOR);
    assertThat(expectation.source()).isEqualTo(Expectation.LEARNT);
    return expectation.attemptsPerMinute();
  }

  private static long time(int day, int hour) {
    return MONDAY + day * DAY + hour * HOUR;
  }

  private void play(int fromDay, int toDay, LongToIntFunction attempts) {
    for (long time = time(fromDay, 0); time < time(toDay, 0); time += MINUTE) {
      profile.take(time, SimulatedTraffic.minute(COUNTRY, attempts.applyAsInt(time)), true);
    }
  }
}
