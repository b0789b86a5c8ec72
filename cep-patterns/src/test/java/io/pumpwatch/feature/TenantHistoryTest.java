package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantHistoryTest {
  private static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final TrialRules RULES = TrialRules.defaults();
  private static final TrafficKey TENANT = TrafficKey.of(Grain.TENANT, "acme", "acme");
  private static final TrafficKey SIGNUP = TrafficKey.of(Grain.FLOW, "acme", "signup_otp");
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");
  private static final long PREFIX = 24_177_012_000L;

  private final TenantHistory history = new TenantHistory(24);

  @ParameterizedTest
  @CsvSource({"2, false", "3, true"})
  void aFewSuccessesShowThatSuccessIsLogged(int successes, boolean logged) {
    succeed(0, successes);

    assertThat(health(1, block("signup_otp")).successIsLogged()).isEqualTo(logged);
  }

  @Test
  void successOfOneFlowSaysNothingOfAnother() {
    succeed(0, 10);

    assertThat(health(1, block("signup_otp")).successIsLogged()).isTrue();
    assertThat(health(1, block("login_otp")).successIsLogged()).isFalse();
  }

  @Test
  void whereFlowsAreMixedAnySuccessShowsIt() {
    succeed(0, 10);
    TrafficTally mixed = block("signup_otp");
    mixed.merge(block("login_otp"));

    assertThat(health(1, mixed).successIsLogged()).isTrue();
  }

  @Test
  void successIsForgottenAfterItsMemory() {
    succeed(0, 10);

    assertThat(health(24 * 60, block("signup_otp")).successIsLogged()).isTrue();
    assertThat(health(25 * 60, block("signup_otp")).successIsLogged()).isFalse();
  }

  @Test
  void clientsNeedSuccessesThatNameTheClient() {
    TrafficTally withoutClient =
        tenant().verified(numbers(10)).succeededTrials(numbers(10)).build();
    observe(TENANT, 0, withoutClient, 0, 10);
    assertThat(clientHealth(1).successIsLogged()).isFalse();

    TrafficTally withClient =
        tenant()
            .with(event -> event.flow("signup_otp").sourceIp("203.0.113.7"))
            .verified(numbers(10))
            .succeededTrials(numbers(10))
            .build();
    observe(TENANT, 1, withClient, 0, 20);
    assertThat(clientHealth(2).successIsLogged()).isTrue();
  }

  /** A block that just converted has no span; its success is logged all the same. */
  @Test
  void aConvertingBlockIsJudgedByItsFlowAndNotAsAClient() {
    succeed(0, 10);
    TrafficFeatures converted = features(BLOCK, 1, block("signup_otp"), null, 0, 4);
    TrafficFeatures otherFlow = features(BLOCK, 1, block("login_otp"), null, 0, 4);

    assertThat(history.around(converted, RULES).successIsLogged()).isTrue();
    assertThat(history.around(otherFlow, RULES).successIsLogged()).isFalse();
  }

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
      observeCountry("A" + i, failed, succeeded);
    }
    for (int i = 0; i < healthy; i++) {
      observeCountry("B" + i, 3, 7);
    }

    assertThat(health(1, block("signup_otp")).restCollapsed()).isEqualTo(collapsed);
  }

  @Test
  void aCountryUnderAttackIsNoSignOfAnOutageInItself() {
    observeCountry("GA", 10_000, 0);
    observeCountry("FR", 3, 7);
    observeCountry("DE", 3, 7);
    observeCountry("ES", 3, 7);
    TrafficTally attacked =
        TallyBuilder.of(BLOCK).with(event -> event.country("GA")).sent(numbers(4)).build();

    assertThat(health(1, attacked).restCollapsed()).isFalse();
    assertThat(health(1, block("signup_otp")).restCollapsed()).isFalse();
  }

  @Test
  void goesOnAsIfItHadNeverBeenWritten() {
    TenantHistory restored = new TenantHistory(24);
    for (int minute = 0; minute < 4_000; minute += 37) {
      long[] successes = numbers(minute % 5);
      TrafficFeatures tenant =
          features(
              TENANT, minute, tenant().succeededTrials(successes).build(), null, minute % 40, 3);
      TrafficFeatures flow =
          features(
              SIGNUP,
              minute,
              TallyBuilder.of(SIGNUP).succeededTrials(successes).build(),
              null,
              minute % 40,
              3);
      history.observe(tenant);
      history.observe(flow);
      restored = BinaryForm.roundTrip(TenantHistoryTypeInfo.Serializer.INSTANCE, restored);
      restored.observe(tenant);
      restored.observe(flow);

      TrafficFeatures asked = features(BLOCK, minute, block("signup_otp"), null, 0, 0);
      assertThat(restored.around(asked, RULES)).isEqualTo(history.around(asked, RULES));
      assertThat(BinaryForm.bytes(TenantHistoryTypeInfo.Serializer.INSTANCE, restored))
          .containsExactly(BinaryForm.bytes(TenantHistoryTypeInfo.Serializer.INSTANCE, history));
    }
  }

  @Test
  void knowsWhenItIsOver() {
    succeed(0, 1);

    assertThat(history.endedBefore(START + MINUTE)).isFalse();
    assertThat(history.endedBefore(START + MINUTE + 1)).isTrue();
  }

  private void succeed(int minute, int successes) {
    TrafficTally ofFlow = TallyBuilder.of(SIGNUP).succeededTrials(numbers(successes)).build();
    observe(TENANT, minute, tenant().succeededTrials(numbers(successes)).build(), 0, successes);
    observe(SIGNUP, minute, ofFlow, 0, successes);
  }

  private void observeCountry(String country, int failed, int succeeded) {
    TrafficKey key = TrafficKey.of(Grain.COUNTRY, "acme", country);
    TrafficTally window =
        TallyBuilder.of(key)
            .failedTrials(numbers(failed))
            .succeededTrials(numbers(succeeded))
            .build();
    observe(key, 0, window, failed, succeeded);
  }

  private void observe(
      TrafficKey key, int minute, TrafficTally window, long recentFailed, long recentSucceeded) {
    history.observe(features(key, minute, window, null, recentFailed, recentSucceeded));
  }

  private TenantHealth health(int minute, TrafficTally span) {
    return history.around(features(BLOCK, minute, span, span, 0, 0), RULES);
  }

  private TenantHealth clientHealth(int minute) {
    TrafficTally window = TallyBuilder.of(CLIENT).sent(numbers(3)).build();
    return history.around(features(CLIENT, minute, window, null, 0, 0), RULES);
  }

  private static TallyBuilder tenant() {
    return TallyBuilder.of(TENANT);
  }

  private static TrafficTally block(String flow) {
    return TallyBuilder.of(BLOCK).with(event -> event.flow(flow)).sent(numbers(4)).build();
  }

  private static long[] numbers(int count) {
    return LongStream.range(PREFIX, PREFIX + count).toArray();
  }

  private static TrafficFeatures features(
      TrafficKey key,
      int minute,
      TrafficTally window,
      TrafficTally span,
      long recentFailed,
      long recentSucceeded) {
    long start = START + minute * MINUTE;
    return new TrafficFeatures(
        key,
        start,
        start + MINUTE,
        window,
        span,
        start,
        new Expectation(1, 1.5, 0.5, Expectation.PRIOR),
        null,
        0,
        0,
        recentFailed,
        recentSucceeded,
        SequenceStatistic.NONE,
        0,
        Map.of(),
        null);
  }
}
