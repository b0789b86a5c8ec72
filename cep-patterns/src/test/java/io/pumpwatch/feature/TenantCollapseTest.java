package io.pumpwatch.feature;

import static io.pumpwatch.feature.TenantStory.BLOCK;
import static io.pumpwatch.feature.TenantStory.START;
import static io.pumpwatch.feature.TenantStory.block;
import static io.pumpwatch.feature.TenantStory.numbers;
import static io.pumpwatch.feature.TenantStory.seenIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the tenant itself is broken rather than attacked. */
class TenantCollapseTest {
  private final TenantStory tenant = new TenantStory();

  @ParameterizedTest
  @CsvSource({
    // failed and succeeded in each other country, how many of those, healthy ones, collapsed
    "3, 0, 3, 0, true",
    "3, 0, 2, 0, false",
    "2, 0, 3, 0, false",
    "80, 20, 3, 0, true",
    "75, 25, 3, 0, false",
    "30, 0, 3, 1, true",
    "30, 0, 4, 2, false"
  })
  void theRestHasCollapsedWhereMostOtherCountriesFailAsWell(
      int failed, int succeeded, int failing, int healthy, boolean collapsed) {
    for (int i = 0; i < failing; i++) {
      tenant.observeTrials("A" + i, 0, failed, succeeded);
    }
    for (int i = 0; i < healthy; i++) {
      tenant.observeTrials("B" + i, 0, 3, 7);
    }

    assertThat(tenant.health(1, block("signup_otp")).restCollapsed()).isEqualTo(collapsed);
  }

  @Test
  void aFreshCollapseIsSeenThroughTheHealthyMinutesBeforeIt() {
    for (String country : new String[] {"FR", "DE", "ES"}) {
      tenant.observeTrials(country, 0, 10, 90);
    }
    assertThat(tenant.health(19, block("signup_otp")).restCollapsed()).isFalse();

    for (String country : new String[] {"FR", "DE", "ES"}) {
      tenant.observeTrials(country, 40, 20, 0);
    }
    assertThat(tenant.health(41, block("signup_otp")).restCollapsed()).isTrue();
    assertThat(tenant.health(60, block("signup_otp")).restCollapsed()).as("of the hour").isFalse();
  }

  @Test
  void aCollapseIsKnownForAnHour() {
    for (String country : new String[] {"FR", "DE", "ES"}) {
      tenant.observeTrials(country, 0, 20, 0);
    }

    assertThat(tenant.health(64, block("signup_otp")).restCollapsed()).isTrue();
    assertThat(tenant.health(66, block("signup_otp")).restCollapsed()).isFalse();
  }

  @Test
  void aCountryUnderAttackIsNoSignOfAnOutageInItself() {
    tenant.observeTrials("GA", 0, 10_000, 0);
    tenant.observeTrials("FR", 0, 3, 7);
    tenant.observeTrials("DE", 0, 3, 7);
    tenant.observeTrials("ES", 0, 3, 7);

    assertThat(tenant.in("GA", 1).restCollapsed()).isFalse();
    assertThat(tenant.health(1, block("signup_otp")).restCollapsed()).isFalse();
  }

  @Test
  void numbersOfNewBlocksDoNotCount() {
    for (String country : new String[] {"FR", "DE", "ES"}) {
      TrafficKey key = TrafficKey.of(Grain.COUNTRY, "acme", country);
      TrafficTally attacked = TallyBuilder.of(key).failedTrials(numbers(50)).build();
      tenant.observe(TenantMinute.of(key, START, attacked));
    }
    assertThat(tenant.health(1, block("signup_otp")).restCollapsed()).isFalse();

    for (String country : new String[] {"FR", "DE", "ES"}) {
      TrafficKey key = TrafficKey.of(Grain.COUNTRY, "acme", country);
      TrafficTally broken = TallyBuilder.of(key).inProvenBlocks().failedTrials(numbers(50)).build();
      tenant.observe(TenantMinute.of(key, START, broken));
    }
    assertThat(tenant.health(1, block("signup_otp")).restCollapsed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "country, GA, true",
    "block_cohort, GA, true",
    "destination_range, GA, true",
    "destination_block, GA, false",
    "country, FR, false"
  })
  void whatIsWideHasCollapsedWhereNumbersFailThatUsedToAnswerAtHome(
      String grain, String country, boolean collapsed) {
    tenant.observeSends("GA", 0, 100);
    tenant.observeSends("FR", 0, 900);
    tenant.observeTrials("GA", 1, 20, 2);
    TrafficKey key =
        switch (grain) {
          case "destination_range" -> TrafficKey.block("acme", "+24177", TrafficKey.RANGE_DIGITS);
          case "destination_block" -> BLOCK;
          default -> TrafficKey.of(Grain.ofWord(grain), "acme", country);
        };

    assertThat(tenant.around(key, 2, seenIn(country)).restCollapsed()).isEqualTo(collapsed);
  }

  @Test
  void aCountryThatIsNotOneOfItsOwnMayBeNewAltogether() {
    tenant.observeSends("GA", 0, 99);
    tenant.observeSends("FR", 0, 901);
    tenant.observeTrials("GA", 1, 20, 2);

    assertThat(
            tenant
                .around(TrafficKey.of(Grain.COUNTRY, "acme", "GA"), 2, seenIn("GA"))
                .restCollapsed())
        .isFalse();
  }
}
