package io.pumpwatch.feature;

import static io.pumpwatch.feature.TenantStory.BLOCK;
import static io.pumpwatch.feature.TenantStory.MINUTE;
import static io.pumpwatch.feature.TenantStory.SIGNUP;
import static io.pumpwatch.feature.TenantStory.START;
import static io.pumpwatch.feature.TenantStory.TENANT;
import static io.pumpwatch.feature.TenantStory.block;
import static io.pumpwatch.feature.TenantStory.features;
import static io.pumpwatch.feature.TenantStory.minuteOf;
import static io.pumpwatch.feature.TenantStory.numbers;
import static io.pumpwatch.feature.TenantStory.recent;
import static io.pumpwatch.feature.TenantStory.seenIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TenantHistoryTest {
  private static final int DAY = 24 * 60;
  private static final TrialRules RULES = TrialRules.defaults();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

  private final TenantStory tenant = new TenantStory();

  @Test
  void aFewSuccessesShowThatSuccessIsLogged() {
    tenant.succeed(0, RULES.leastSuccesses() - 1);
    assertThat(tenant.health(1, block("signup_otp")).successIsLogged()).isFalse();

    tenant.succeed(2, 1);
    assertThat(tenant.health(3, block("signup_otp")).successIsLogged()).isTrue();
  }

  @Test
  void successOfOneFlowSaysNothingOfAnother() {
    tenant.succeed(0, 10);

    assertThat(tenant.health(1, block("signup_otp")).successIsLogged()).isTrue();
    assertThat(tenant.health(1, block("login_otp")).successIsLogged()).isFalse();
  }

  @Test
  void whereFlowsAreMixedAnySuccessShowsIt() {
    tenant.succeed(0, 10);
    TrafficTally mixed = block("signup_otp");
    mixed.merge(block("login_otp"));

    assertThat(tenant.health(1, mixed).successIsLogged()).isTrue();
  }

  @Test
  void successIsForgottenAfterItsMemory() {
    tenant.succeed(0, 10);

    assertThat(tenant.health(DAY, block("signup_otp")).successIsLogged()).isTrue();
    assertThat(tenant.health(DAY + 60, block("signup_otp")).successIsLogged()).isFalse();
  }

  /** A client's trials are judged by the sessions, whoever entered the code. */
  @Test
  void clientsAreJudgedByAnySuccess() {
    tenant.observe(minuteOf(TENANT, 0, 0, 0, 0, 0, 10, 0));

    assertThat(tenant.around(CLIENT, 1, block("login_otp")).successIsLogged()).isTrue();
  }

  @Test
  void aNumberIsJudgedByItsFlow() {
    TrafficKey number = TrafficKey.of(Grain.DESTINATION, "acme", "+24177012345");
    tenant.succeed(0, 10);

    assertThat(tenant.around(number, 1, block("signup_otp")).successIsLogged()).isTrue();
    assertThat(tenant.around(number, 1, block("login_otp")).successIsLogged()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "IDENTITY", "SOURCE_NETWORK"})
  void keysWithoutTrialsNeedSuccessesThatNameTheClient(Grain grain) {
    TrafficKey key = TrafficKey.of(grain, "acme", "its value");
    tenant.observe(minuteOf(TENANT, 0, 0, 0, 0, 0, 10, 0));
    assertThat(tenant.around(key, 1, block("signup_otp")).successIsLogged()).isFalse();

    tenant.observe(minuteOf(TENANT, 2, 0, 0, 0, 0, 0, 10));
    assertThat(tenant.around(key, 3, block("signup_otp")).successIsLogged()).isTrue();
  }

  /** A block that just converted has no span; its success is logged all the same. */
  @Test
  void aConvertingBlockIsJudgedByItsFlow() {
    tenant.succeed(0, 10);

    assertThat(tenant.around(features(BLOCK, 1, block("signup_otp"), null)))
        .matches(TenantHealth::successIsLogged);
    assertThat(tenant.around(features(BLOCK, 1, block("login_otp"), null)))
        .matches(known -> !known.successIsLogged());
  }

  @ParameterizedTest
  @CsvSource({
    // asked for, accepted, whether requests are logged
    "51, 100, true",
    "50, 100, false",
    "0,  100, false",
    "9,    0, true",
    "0,    0, false"
  })
  void requestsAreLoggedWhereMostMessagesHaveOne(long requested, long accepted, boolean logged) {
    tenant.observe(minuteOf(TENANT, 0, requested, accepted, 0, 0, 0, 0));

    assertThat(tenant.health(1, block("signup_otp")).requestsLogged()).isEqualTo(logged);
    assertThat(tenant.health(DAY + 60, block("signup_otp")).requestsLogged()).isFalse();
  }

  @Test
  void requestsThatDoNotNameTheNumberShowNoneThatIsMissing() {
    TrafficTally window =
        TallyBuilder.of(TENANT)
            .events(EventType.REQUESTED, new long[100])
            .sent(numbers(100))
            .build();
    tenant.observe(TenantMinute.of(TENANT, START, window));

    assertThat(tenant.health(1, block("signup_otp")).requestsLogged()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"51, 100, true", "50, 100, false", "0, 0, false"})
  void clientsAreLoggedWhereMostRequestsNameOne(long withClient, long requested, boolean logged) {
    TrafficTally window =
        TallyBuilder.of(TENANT)
            .events(EventType.REQUESTED, numbers((int) (requested - withClient)))
            .with(event -> event.sourceIp("203.0.113.7"))
            .events(EventType.REQUESTED, numbers((int) withClient))
            .build();
    tenant.observe(TenantMinute.of(TENANT, START, window));

    assertThat(tenant.health(1, block("signup_otp")).clientsLogged()).isEqualTo(logged);
    assertThat(tenant.health(DAY + 60, block("signup_otp")).clientsLogged()).isFalse();
  }

  @Test
  void aCountryHasItsShareOfTheMessagesOfFourWeeks() {
    tenant.observeSends("GA", 0, 30);
    tenant.observeSends("FR", 60, 90);
    tenant.observeSends("GA", 5 * DAY, 80);

    int now = 5 * DAY + 1;
    assertThat(tenant.in("GA", now).countryShare()).isEqualTo(110 / 200.0);
    assertThat(tenant.in("FR", now).countryShare()).isEqualTo(90 / 200.0);
    assertThat(tenant.in("DE", now).countryShare()).isZero();
    assertThat(tenant.health(now, block("signup_otp")).countryShare()).as("no country").isZero();
    assertThat(tenant.in("FR", 30 * DAY).countryShare()).as("forgotten").isZero();
    assertThat(tenant.in("GA", 30 * DAY).countryShare()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    // numbers of the block in the hour, in the day, its earlier messages, blocks of the country
    "40, 40,  0,  0",
    "40, 40, 90,  0",
    "40, 40,  0, 20",
    " 4, 70,  0,  0",
    " 1,  1, 90,  0"
  })
  void aBlockIsConcentratedWhereItTakesMoreThanItsShareOfTheHourOrDay(
      int ofHour, int ofDay, long earlier, int blocks) {
    TrafficKey country = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
    TrafficTally answers = TallyBuilder.of(country).succeededTrials(numbers(blocks)).build();
    tenant.observe(TenantMinute.of(country, START, answers));
    tenant.observeSends("GA", 0, 900);
    tenant.observeSends("GA", 3 * DAY, 300);
    tenant.observeSends("GA", 3 * DAY + 6 * 60, 100);
    BlockActivity activity = new BlockActivity(recent(ofHour), recent(ofDay), earlier, false);
    TrafficTally seen = seenIn("GA");
    int minute = 3 * DAY + 6 * 60 + 1;

    double share = Concentration.share(earlier, 900, blocks);
    double expected =
        Math.max(
            Concentration.of(ofHour, 100 * share), Concentration.of(ofDay, (300 + 100) * share));
    assertThat(tenant.around(features(BLOCK, minute, seen, seen, activity)).concentration())
        .isCloseTo(expected, within(1e-9));
    assertThat(tenant.around(CLIENT, minute, seen).concentration()).as("no block").isZero();
  }

  /** What never answered before tells of an attack, not of the tenant. */
  @Test
  void aMinuteTellsOfMessagesAndOfTrialsThatHadAnsweredBefore() {
    TrafficTally window =
        TallyBuilder.of(TENANT)
            .events(EventType.REQUESTED, 0)
            .events(EventType.REQUESTED, numbers(4))
            .sent(numbers(5))
            .with(event -> event.flow("signup_otp").sourceIp("203.0.113.7"))
            .events(EventType.REQUESTED, numbers(3))
            .verified(numbers(2))
            .failedTrials(numbers(4))
            .succeededTrials(numbers(3))
            .inProvenBlocks()
            .failedTrials(numbers(2))
            .succeededTrials(numbers(1))
            .build();

    TenantMinute minute = TenantMinute.of(TENANT, START, window);
    assertThat(minute)
        .isEqualTo(
            new TenantMinute("tenant", "acme", "acme", START, 8, 5, 7, 3, 2, 1, 4, 3, 0, 2, 2));
    assertThat(minute.sends()).isEqualTo(8);
    assertThat(minute.ofAllTenants().tenant()).isEqualTo(TrafficKey.ALL_TENANTS);
    assertThat(TenantMinute.observes(SIGNUP)).isTrue();
    assertThat(TenantMinute.observes(BLOCK)).isFalse();
  }

  @Test
  void goesOnAsIfItHadNeverBeenWritten() {
    TenantHistory restored = new TenantHistory(24);
    for (int minute = 0; minute < 4_000; minute += 37) {
      TenantMinute[] minutes = {
        minuteOf(TENANT, minute, minute % 7, minute % 9, 0, 0, minute % 5, minute % 3),
        minuteOf(SIGNUP, minute, 0, 0, 0, 0, minute % 5, 0),
        minuteOf(
            TrafficKey.of(Grain.COUNTRY, "acme", "C" + minute % 4),
            minute,
            minute % 7,
            minute % 9,
            minute % 11,
            minute % 5,
            0,
            0)
      };
      for (TenantMinute each : minutes) {
        tenant.observe(each);
      }
      restored = BinaryForm.roundTrip(TenantHistoryTypeInfo.Serializer.INSTANCE, restored);
      for (TenantMinute each : minutes) {
        restored.observe(each);
      }

      TrafficFeatures asked = features(BLOCK, minute, seenIn("C1"), null);
      assertThat(restored.around(asked, RULES)).isEqualTo(tenant.around(asked));
      assertThat(BinaryForm.bytes(TenantHistoryTypeInfo.Serializer.INSTANCE, restored))
          .containsExactly(
              BinaryForm.bytes(TenantHistoryTypeInfo.Serializer.INSTANCE, tenant.history()));
    }
  }

  @Test
  void knowsWhenItIsOver() {
    tenant.succeed(0, 1);

    assertThat(tenant.history().endedBefore(START + MINUTE)).isFalse();
    assertThat(tenant.history().endedBefore(START + MINUTE + 1)).isTrue();
  }
}
