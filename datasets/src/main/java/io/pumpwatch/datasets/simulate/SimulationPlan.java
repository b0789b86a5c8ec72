package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.Assumptions;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * What to simulate. Two simulations of equal plans are equal to the byte.
 *
 * @param seed of every draw
 * @param firstDay UTC
 * @param days how many, at least 1
 * @param quietDays how many of them come before anything stands out
 * @param scale how much ordinary traffic against the usual, above 0; attacks and look-alikes keep
 *     their size
 * @param profiles what stands out: each plays once in every fourteen days or part of them
 * @param assumptions what it takes for granted
 */
public record SimulationPlan(
    long seed,
    LocalDate firstDay,
    int days,
    int quietDays,
    double scale,
    List<ScheduledProfile> profiles,
    Assumptions assumptions) {

  /** The day on which simulations begin unless they say otherwise: a Monday. */
  public static final LocalDate USUAL_FIRST_DAY = LocalDate.of(2026, 3, 2);

  public SimulationPlan {
    if (days < 1) {
      throw new IllegalArgumentException("days must be at least 1, not " + days);
    }
    if (quietDays < 0 || quietDays > days) {
      throw new IllegalArgumentException("quiet days must be 0 to " + days + ", not " + quietDays);
    }
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale must be above 0, not " + scale);
    }
    profiles = List.copyOf(profiles);
  }

  /** The first moment, microseconds since the epoch. */
  long startMicros() {
    return Programme.micros(firstDay, LocalTime.MIDNIGHT);
  }

  /** The moment after the last one, microseconds since the epoch. */
  long endMicros() {
    return Programme.micros(firstDay.plusDays(days), LocalTime.MIDNIGHT);
  }
}
