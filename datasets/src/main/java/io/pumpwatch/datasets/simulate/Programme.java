package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When what plays: each profile once in every fourteen days or part of them, at its own time of
 * day, on a day on which it gets in the way of few others, least of all with the same tenant. The
 * first day of a week, the first two of a fortnight stay quiet, as do the days that the plan sets
 * aside, so that there is something to compare with.
 */
final class Programme {

  private static final int DAYS_PER_ROUND = 14;
  private static final int DAYS_PER_QUIET_DAY = 7;
  private static final double START_JITTER_SECONDS = 1800;
  private static final Duration APART = Duration.ofMinutes(45);
  private static final int PRICE_OF_SAME_TENANT = 20;
  private static final int PRICE_OF_OVERLAP = 4;

  private final SimulationPlan plan;
  private final List<Entry> entries = new ArrayList<>();

  private Programme(SimulationPlan plan) {
    this.plan = plan;
  }

  /** What plays under a plan, in the order of its profiles and then of the rounds. */
  static List<Entry> of(SimulationPlan plan) {
    Programme programme = new Programme(plan);
    for (int round = 0; plan.quietDays() + round * DAYS_PER_ROUND < plan.days(); round++) {
      for (ScheduledProfile profile : longestFirst(plan.profiles())) {
        programme.enter(profile, round);
      }
    }
    return List.copyOf(programme.entries);
  }

  /** A long one has the fewest days to choose from. */
  private static List<ScheduledProfile> longestFirst(List<ScheduledProfile> profiles) {
    return profiles.stream()
        .sorted(
            Comparator.comparing((ScheduledProfile scheduled) -> scheduled.profile().length())
                .reversed())
        .toList();
  }

  private void enter(ScheduledProfile scheduled, int round) {
    String labelId = scheduled.name() + '-' + (round + 1);
    SeededRandom random = SeededRandom.of(plan.seed(), "episode/" + labelId);
    int roundStart = plan.quietDays() + round * DAYS_PER_ROUND;
    int days = Math.min(DAYS_PER_ROUND, plan.days() - roundStart);
    int lastDay = (int) Math.max(0, days - 1 - scheduled.profile().length().toDays());
    int firstDay = Math.min(round == 0 ? days / DAYS_PER_QUIET_DAY : 0, lastDay);
    int choices = lastDay - firstDay + 1;
    int wished = random.below(choices);
    Entry best = null;
    int bestPrice = Integer.MAX_VALUE;
    for (int i = 0; i < choices; i++) {
      LocalDate day = plan.firstDay().plusDays(roundStart + firstDay + (wished + i) % choices);
      Entry candidate = new Entry(scheduled, labelId, micros(day, scheduled.start()), random);
      int price = entries.stream().mapToInt(candidate::priceBeside).sum();
      if (price < bestPrice) {
        best = candidate;
        bestPrice = price;
      }
    }
    entries.add(best.delayed((long) (random.between(0, START_JITTER_SECONDS) * 1e6)));
  }

  /** Microseconds since the epoch of a UTC time of day. */
  static long micros(LocalDate day, LocalTime time) {
    return TimeUnit.SECONDS.toMicros(day.toEpochSecond(time, ZoneOffset.UTC));
  }

  /**
   * That a profile plays.
   *
   * @param scheduled the profile and where it plays
   * @param labelId its label
   * @param startMicros when, microseconds since the epoch
   * @param random the draws that are left for the episode
   */
  record Entry(ScheduledProfile scheduled, String labelId, long startMicros, SeededRandom random) {

    private Entry delayed(long micros) {
      return new Entry(scheduled, labelId, startMicros + micros, random);
    }

    /** What runs for more than a day is in nobody's way: it would be in everybody's. */
    private int priceBeside(Entry other) {
      Duration own = scheduled.profile().length();
      Duration others = other.scheduled.profile().length();
      boolean sameDay = day() == other.day();
      boolean apart =
          startMicros > other.startMicros + micros(others.plus(APART))
              || other.startMicros > startMicros + micros(own.plus(APART));
      if (apart || own.toDays() > 0 || others.toDays() > 0) {
        return sameDay ? 1 : 0;
      }
      return scheduled.tenant().equals(other.scheduled.tenant())
          ? PRICE_OF_SAME_TENANT
          : PRICE_OF_OVERLAP;
    }

    private long day() {
      return TimeUnit.MICROSECONDS.toDays(startMicros);
    }

    private static long micros(Duration duration) {
      return TimeUnit.SECONDS.toMicros(duration.toSeconds());
    }
  }
}
