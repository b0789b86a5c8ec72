package io.pumpwatch.datasets.simulate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** How busy people are with their phones, by their own clock. */
final class DiurnalRhythm {

  /** Weight of each hour of the day. */
  private static final double[] HOURS = {
    0.25, 0.15, 0.10, 0.08, 0.10, 0.20, 0.45, 0.80, 1.15, 1.40, 1.50, 1.50,
    1.55, 1.45, 1.40, 1.40, 1.45, 1.50, 1.60, 1.65, 1.55, 1.25, 0.85, 0.50
  };

  private static final double MEAN = mean();
  private static final double WEEKEND = 0.85;

  private DiurnalRhythm() {}

  /** Traffic at that time against the mean of a working day. */
  static double at(Instant time, ZoneId zone) {
    ZonedDateTime local = time.atZone(zone);
    double within = local.getMinute() / 60.0;
    double hour = HOURS[local.getHour()];
    double next = HOURS[(local.getHour() + 1) % HOURS.length];
    double weight = (hour + (next - hour) * within) / MEAN;
    DayOfWeek day = local.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? weight * WEEKEND : weight;
  }

  private static double mean() {
    double sum = 0;
    for (double hour : HOURS) {
      sum += hour;
    }
    return sum / HOURS.length;
  }
}
