package io.pumpwatch.feature;

import static io.pumpwatch.feature.TenantStory.SIGNUP;
import static io.pumpwatch.feature.TenantStory.START;
import static io.pumpwatch.feature.TenantStory.TENANT;
import static io.pumpwatch.feature.TenantStory.minuteOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsualConversionTest {
  private static final double PRIOR = 0.6;
  private static final double PRIOR_TRIALS = KeyHabits.PRIOR_TRIALS;
  private static final int DAY = 24 * 60;
  private static final TrafficKey GABON = TrafficKey.of(Grain.COUNTRY, "acme", "GA");

  private final UsualConversion usual = new UsualConversion();

  private void trials(TrafficKey key, int minute, long failed, long succeeded) {
    usual.observe(minuteOf(key, minute, 0, 0, failed, succeeded, 0, 0));
  }

  private double on(int day, String flow, String country) {
    return usual.of(flow, country, START + Duration.ofDays(day).toMillis(), PRIOR);
  }

  private static double posterior(long failed, long succeeded, double prior) {
    return (succeeded + PRIOR_TRIALS * prior) / (failed + succeeded + PRIOR_TRIALS);
  }

  @Test
  void eachLevelIsShrunkToTheOneAboveIt() {
    trials(TENANT, 0, 300, 700);
    trials(SIGNUP, 0, 100, 100);
    trials(GABON, 0, 30, 10);
    double tenant = posterior(300, 700, PRIOR);
    double flow = posterior(100, 100, tenant);

    assertThat(on(1, null, null)).isCloseTo(tenant, within(1e-12));
    assertThat(on(1, "signup_otp", null)).isCloseTo(flow, within(1e-12));
    assertThat(on(1, "signup_otp", "GA")).isCloseTo(posterior(30, 10, flow), within(1e-12));
    assertThat(on(1, null, "GA")).isCloseTo(posterior(30, 10, tenant), within(1e-12));
    assertThat(on(1, "login_otp", "CI")).as("never seen").isCloseTo(tenant, within(1e-12));
  }

  @Test
  void theDayThatGoesOnSaysNothing() {
    trials(TENANT, 0, 30, 70);
    trials(TENANT, DAY, 900, 0);

    assertThat(on(0, null, null)).isZero();
    assertThat(on(1, null, null)).isCloseTo(posterior(30, 70, PRIOR), within(1e-12));
    assertThat(on(2, null, null)).isLessThan(0.5);
  }

  @Test
  void fewTrialsSayNothing() {
    trials(TENANT, 0, 9, 10);
    assertThat(on(1, null, null)).isZero();

    trials(TENANT, 1, 1, 0);
    assertThat(on(1, null, null)).isPositive();
  }

  @Test
  void whatIsOldIsForgotten() {
    trials(TENANT, 0, 30, 70);

    assertThat(on(KeyProfile.DAYS, null, null)).isPositive();
    assertThat(on(KeyProfile.DAYS + 1, null, null)).isZero();
  }

  @Test
  void noConversionIsTooLowToTellAnAttackBy() {
    trials(TENANT, 0, 100_000, 0);
    assertThat(on(1, null, null)).isEqualTo(UsualConversion.LEAST);
  }

  @Test
  void moreMayBeTakenBackThanFailed() {
    trials(TENANT, 0, -5, 40);
    assertThat(on(1, null, null)).isCloseTo(posterior(0, 40, PRIOR), within(1e-12));
  }
}
