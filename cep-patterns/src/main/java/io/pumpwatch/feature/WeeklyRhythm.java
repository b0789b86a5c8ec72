package io.pumpwatch.feature;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * How many attempts a key makes in each hour of the week, and how far its minutes stray from that.
 *
 * <p>An hour of the week is known from few weeks, so its mean is shrunk to that of the same hour of
 * the day, and that to the mean of all hours, each by as much as {@link #SHRINKAGE} more hours at
 * that level would do. The dispersion is the size r of a negative binomial with variance μ + μ²/r,
 * by the method of moments over minutes: 1/r = Σ((x − μ)² − x) / Σμ² (Cameron &amp; Trivedi,
 * Regression Analysis of Count Data, §3.3). An hour counts for no more than {@link #WINSOR} times
 * the median of the same hour of the day, so that single wild hours move neither.
 */
public final class WeeklyRhythm {
  /** Hours of a week, the first of them Monday's at midnight UTC. */
  public static final int HOURS_OF_WEEK = 7 * ProfileDay.HOURS;

  /** Hours at the wider level that an hour of the week, or of the day, is shrunk by. */
  static final int SHRINKAGE = 2;

  /** Multiple of the median beyond which an hour counts for no more. */
  static final double WINSOR = 4;

  /** An hour of fewer attempts is never cut: one a minute is far below any limit. */
  static final double LEAST_HOUR = 60;

  /** Sends that come in batches: variance far above the mean. */
  static final double LEAST_DISPERSION = 0.05;

  /**
   * Whatever the past says, counts may vary by half of their mean: campaigns triple a day without
   * notice.
   */
  static final double MOST_DISPERSION = 4;

  private static final int MINUTES = 60;
  private static final double UNKNOWN = Double.NaN;

  private final double[] attemptsByHourOfWeek;
  private final double dispersion;

  private WeeklyRhythm(double[] attemptsByHourOfWeek, double dispersion) {
    this.attemptsByHourOfWeek = attemptsByHourOfWeek;
    this.dispersion = dispersion;
  }

  /**
   * The rhythm of days without a gap.
   *
   * @param firstDay of them, days since the epoch
   * @param days null for a day without traffic; at least one
   */
  static WeeklyRhythm of(long firstDay, List<ProfileDay> days) {
    double[][] hours = new double[days.size()][ProfileDay.HOURS];
    double[][] squares = new double[days.size()][ProfileDay.HOURS];
    clean(days, hours, squares);
    double[] rates = rates(firstDay, hours);
    return new WeeklyRhythm(rates, dispersion(firstDay, hours, squares, rates));
  }

  private static void clean(List<ProfileDay> days, double[][] hours, double[][] squares) {
    for (int hour = 0; hour < ProfileDay.HOURS; hour++) {
      for (int day = 0; day < hours.length; day++) {
        ProfileDay of = days.get(day);
        if (of != null) {
          boolean unknown = of.isUnknown(hour);
          hours[day][hour] = unknown ? UNKNOWN : of.accepted() * of.attempts(hour);
          squares[day][hour] = of.accepted() * of.accepted() * of.squares(hour);
        }
      }
      double most = WINSOR * Math.max(LEAST_HOUR, median(hours, hour));
      for (int day = 0; day < hours.length; day++) {
        if (hours[day][hour] > most) {
          double kept = most / hours[day][hour];
          hours[day][hour] = most;
          squares[day][hour] *= kept * kept;
        }
      }
    }
  }

  private static double median(double[][] hours, int hour) {
    double[] known =
        Arrays.stream(hours).mapToDouble(day -> day[hour]).filter(Double::isFinite).toArray();
    Arrays.sort(known);
    int middle = known.length / 2;
    if (known.length == 0) {
      return 0;
    }
    return known.length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
  }

  private static double[] rates(long firstDay, double[][] hours) {
    double[] sums = new double[HOURS_OF_WEEK];
    int[] counts = new int[HOURS_OF_WEEK];
    for (int day = 0; day < hours.length; day++) {
      for (int hour = 0; hour < ProfileDay.HOURS; hour++) {
        if (Double.isFinite(hours[day][hour])) {
          sums[hourOfWeek(firstDay + day, hour)] += hours[day][hour];
          counts[hourOfWeek(firstDay + day, hour)]++;
        }
      }
    }
    double mean = Arrays.stream(sums).sum() / Math.max(1, Arrays.stream(counts).sum());
    double[] rates = new double[HOURS_OF_WEEK];
    for (int hour = 0; hour < ProfileDay.HOURS; hour++) {
      double sum = 0;
      int count = 0;
      for (int i = hour; i < HOURS_OF_WEEK; i += ProfileDay.HOURS) {
        sum += sums[i];
        count += counts[i];
      }
      double ofDay = shrunk(sum, count, mean);
      for (int i = hour; i < HOURS_OF_WEEK; i += ProfileDay.HOURS) {
        rates[i] = shrunk(sums[i], counts[i], ofDay);
      }
    }
    return rates;
  }

  private static double shrunk(double sum, int count, double wider) {
    return (sum + SHRINKAGE * wider) / (count + SHRINKAGE);
  }

  private static double dispersion(
      long firstDay, double[][] hours, double[][] squares, double[] rates) {
    double excess = 0;
    double square = 0;
    for (int day = 0; day < hours.length; day++) {
      for (int hour = 0; hour < ProfileDay.HOURS; hour++) {
        double attempts = hours[day][hour];
        if (Double.isFinite(attempts)) {
          double mean = rates[hourOfWeek(firstDay + day, hour)] / MINUTES;
          double ofMinutes = MINUTES * mean * mean;
          excess += squares[day][hour] - 2 * mean * attempts + ofMinutes - attempts;
          square += ofMinutes;
        }
      }
    }
    return excess <= 0
        ? MOST_DISPERSION
        : Math.max(LEAST_DISPERSION, Math.min(MOST_DISPERSION, square / excess));
  }

  /** Mean attempts a minute in the hour of the week that holds that time. */
  public double attemptsPerMinute(long time) {
    long hour = Math.floorDiv(time, MINUTES * 60_000L);
    return attemptsByHourOfWeek[
            hourOfWeek(
                Math.floorDiv(hour, ProfileDay.HOURS), Math.floorMod(hour, ProfileDay.HOURS))]
        / MINUTES;
  }

  /** Mean attempts in each hour of the week. */
  public double[] attemptsByHourOfWeek() {
    return attemptsByHourOfWeek.clone();
  }

  /** Size of the negative binomial of attempts in a minute. */
  public double dispersion() {
    return dispersion;
  }

  private static int hourOfWeek(long day, int hour) {
    int dayOfWeek = LocalDate.ofEpochDay(day).getDayOfWeek().getValue();
    return (dayOfWeek - DayOfWeek.MONDAY.getValue()) * ProfileDay.HOURS + hour;
  }
}
