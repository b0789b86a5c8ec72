package io.pumpwatch.jobs.reference;

import java.io.Serializable;

/**
 * How many codes may stay unverified, by how many came back: the thresholds of Authgear's
 * specification of fraud protection ({@code docs/specs/fraud-protection.md}).
 *
 * @param dailyRatio unverified codes allowed for each verified one, over days
 * @param hourlyRatio the same, over hours
 */
record OtpBudget(double dailyRatio, double hourlyRatio) implements Serializable {
  private static final double BUSY_HOURS = 6;
  private static final int LEAST_OF_COUNTRY_DAILY = 20;
  private static final int LEAST_OF_COUNTRY_HOURLY = 3;
  private static final int LEAST_OF_ADDRESS_DAILY = 10;
  private static final int LEAST_OF_ADDRESS_HOURLY = 5;

  /** The ratios that Authgear ships. */
  static OtpBudget published() {
    return new OtpBudget(0.3, 0.2);
  }

  /**
   * Most unverified codes of a country in 24 hours.
   *
   * @param bestDay most verified in a day of the last 14
   * @param verifiedDay verified in the last 24 hours
   */
  double countryDaily(long bestDay, long verifiedDay) {
    return Math.max(LEAST_OF_COUNTRY_DAILY, dailyRatio * Math.max(bestDay, verifiedDay));
  }

  /**
   * Most unverified codes of a country in an hour.
   *
   * @param bestDay most verified in a day of the last 14
   * @param verifiedHour verified in the last hour
   */
  double countryHourly(long bestDay, long verifiedHour) {
    return Math.max(
        LEAST_OF_COUNTRY_HOURLY, hourlyRatio * Math.max(bestDay / BUSY_HOURS, verifiedHour));
  }

  /**
   * Most unverified codes of an address in 24 hours.
   *
   * @param verifiedDay verified in the last 24 hours
   */
  double addressDaily(long verifiedDay) {
    return Math.max(LEAST_OF_ADDRESS_DAILY, dailyRatio * verifiedDay);
  }

  /**
   * Most unverified codes of an address in an hour.
   *
   * @param verifiedDay verified in the last 24 hours
   */
  double addressHourly(long verifiedDay) {
    return Math.max(LEAST_OF_ADDRESS_HOURLY, hourlyRatio * verifiedDay / BUSY_HOURS);
  }
}
