package io.pumpwatch.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpBudgetTest {
  /**
   * The worked scenarios of Authgear's {@code docs/specs/fraud-protection.md}, with both ratios at
   * 0.2; thresholds are printed there without decimals.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # scenario,      best day, verified day, hour, unverified day, hour, daily, over?, hourly, over?
          launch,                 0,          300,  300,             20,   20,    60, false,     60, false
          normal,              1000,         1000,  200,             50,   10,   200, false,     40, false
          spike day,           1000,         2000,  400,            150,   30,   400, false,     80, false
          attack quiet day,    1000,          500,  100,            300,   60,   200, true,      33, true
          attack in spike,     1000,         2000,  400,            800,  200,   400, true,      80, true
          low launch,             0,           10,   10,              2,    2,    20, false,      3, false
          low normal,            15,           12,    5,              5,    2,    20, false,      3, false
          low spike day,         15,           30,   10,              5,    2,    20, false,      3, false
          low attack quiet,      15,            7,    2,             35,    8,    20, true,       3, true
          low attack in spike,   15,           30,   10,             50,   10,    20, true,       3, true
          """)
  void holdsInThePublishedScenarios(
      String scenario,
      long bestDay,
      long verifiedDay,
      long verifiedHour,
      long unverifiedDay,
      long unverifiedHour,
      int daily,
      boolean overDaily,
      int hourly,
      boolean overHourly) {
    OtpBudget budget = new OtpBudget(0.2, 0.2);

    double dailyLimit = budget.countryDaily(bestDay, verifiedDay);
    double hourlyLimit = budget.countryHourly(bestDay, verifiedHour);
    assertThat((int) dailyLimit).as(scenario).isEqualTo(daily);
    assertThat(unverifiedDay > dailyLimit).as(scenario).isEqualTo(overDaily);
    assertThat((int) hourlyLimit).as(scenario).isEqualTo(hourly);
    assertThat(unverifiedHour > hourlyLimit).as(scenario).isEqualTo(overHourly);
  }

  @Test
  void shipsWithThreeInTenADayAndTwoInTenAnHour() {
    OtpBudget budget = OtpBudget.published();

    assertThat(budget.countryDaily(1000, 400)).isEqualTo(300);
    assertThat(budget.countryHourly(3000, 400)).isEqualTo(100);
    assertThat(budget.addressDaily(10)).isEqualTo(10);
    assertThat(budget.addressDaily(100)).isEqualTo(30);
    assertThat(budget.addressHourly(100)).isEqualTo(5);
    assertThat(budget.addressHourly(300)).isEqualTo(10);
  }
}
