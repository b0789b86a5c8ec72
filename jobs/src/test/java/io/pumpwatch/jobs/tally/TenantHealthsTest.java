package io.pumpwatch.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrialIncrement;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.SilentSourcePattern;
import io.pumpwatch.pattern.UnrequestedSendsPattern;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantHealthsTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final TrafficKey TENANT = TrafficKey.of(Grain.TENANT, "acme", "acme");
  private static final TrafficKey CREDENTIAL = TrafficKey.of(Grain.IDENTITY, "acme", "key-81");

  private KeyedTwoInputStreamOperatorTestHarness<String, TenantRow, RulesChange, TrafficFeatures>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new TenantHealths(RULES.trials(), new RulesInForce(new RulesReader(RULES))),
                List.of(RulesInForce.changes())),
            TenantRow::tenant,
            null,
            Types.STRING);
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(TenantRow row) throws Exception {
    harness.processElement1(row, Windows.last(row.windowStart()));
  }

  /** Completes every minute before that one. */
  private void reach(int minute) throws Exception {
    harness.processWatermark1(new Watermark(NumberTraffic.minute(minute) - 1));
  }

  /** A minute in which the tenant's applications logged that they were asked for a message. */
  private static TenantRow requestsOf(int minute) {
    TrafficTally tally = TrafficTally.create(TENANT);
    tally.add(NumberTraffic.observed("acme", EventType.REQUESTED, NumberTraffic.NUMBER, minute));
    tally.add(NumberTraffic.observed("acme", EventType.SENT, NumberTraffic.NUMBER, minute));
    return TenantRow.of(TenantMinute.of(TENANT, NumberTraffic.minute(minute), tally));
  }

  /** A minute in which a credential sent what nobody had asked for, enough of it to count. */
  private static TenantRow strayOf(int minute) {
    TrafficTally tally = TrafficTally.create(CREDENTIAL);
    for (int i = 0; i < RULES.unrequestedSends().countingSessions(); i++) {
      tally.add(unrequested(NumberTraffic.NUMBER + i, minute));
    }
    return TenantRow.of(
        RULES.evaluate(
            new TrafficHistory()
                .advance(
                    CREDENTIAL,
                    NumberTraffic.minute(minute),
                    NumberTraffic.minute(minute + 1),
                    tally,
                    RULES.baseline().expect(CREDENTIAL, NumberTraffic.minute(minute)))));
  }

  private static TrialIncrement unrequested(long number, int minute) {
    return trial(number, minute, 0, 1);
  }

  private static TrialIncrement succeeded(long number) {
    return trial(number, 0, 1, 0);
  }

  private static TrialIncrement trial(long number, int minute, int succeededBy, int unrequestedBy) {
    return new TrialIncrement(
        "acme",
        number,
        "signup_otp",
        "GA",
        null,
        null,
        "key-81",
        NumberTraffic.minute(minute),
        0,
        succeededBy,
        unrequestedBy,
        true,
        false,
        0,
        0,
        0);
  }

  @Test
  void aWindowWaitsForWhatItsMinuteTellsOfTheTenant() throws Exception {
    take(strayOf(0));
    assertThat(harness.extractOutputValues()).isEmpty();
    take(requestsOf(0));
    assertThat(harness.extractOutputValues()).isEmpty();

    reach(1);

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.key()).isEqualTo(CREDENTIAL);
              assertThat(window.health().requestsLogged()).isTrue();
              assertThat(window.exceedances()).containsKey(UnrequestedSendsPattern.SESSIONS);
            });
  }

  @Test
  void aWindowThatTheTenantsHealthDoesNotConfirmGoesNoFurther() throws Exception {
    take(strayOf(0));
    reach(1);
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void whatALaterMinuteTellsComesTooLate() throws Exception {
    take(strayOf(0));
    take(requestsOf(1));
    reach(2);
    assertThat(harness.extractOutputValues()).isEmpty();

    take(strayOf(2));
    reach(3);
    assertThat(harness.extractOutputValues()).as("from then on it is known").hasSize(1);
  }

  @Test
  void anotherTenantsMinutesPlayNoPart() throws Exception {
    TenantMinute minute = requestsOf(0).minute();
    take(TenantRow.of(minute.ofAllTenants()));
    take(strayOf(0));
    reach(1);
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  /** Codes that come back without a number say nothing of a number's silence. */
  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void aNumbersSuccessIsLoggedWhereCodesComeBackWithTheirNumber(boolean withNumber, boolean logged)
      throws Exception {
    TrafficTally tally = TrafficTally.create(TENANT);
    for (int i = 0; i < RULES.trials().leastSuccesses(); i++) {
      ObservedEvent verified =
          NumberTraffic.observed("acme", EventType.VERIFIED, NumberTraffic.NUMBER + i, 0);
      tally.add(
          new ObservedEvent(
              verified.event().toBuilder().sourceIp("203.0.113.7").build(), 0, null, 0, false));
      if (withNumber) {
        tally.add(succeeded(NumberTraffic.NUMBER + i));
      }
    }
    take(TenantRow.of(TenantMinute.of(TENANT, NumberTraffic.START, tally)));
    take(TenantRow.of(burstOfTheNumber()));
    reach(1);

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(window -> assertThat(window.health().successIsLogged()).isEqualTo(logged));
  }

  @Test
  void aSourceThatFallsSilentIsToldEachHourUntilTheTenantIsForgotten() throws Exception {
    int day = 24 * 60;
    for (int minute = 0; minute < 9 * day; minute++) {
      TrafficTally tally = TrafficTally.create(TENANT);
      tally.add(NumberTraffic.observed("acme", EventType.SENT, NumberTraffic.NUMBER, minute));
      if (minute < 8 * day + 600) {
        tally.add(NumberTraffic.observed("acme", EventType.VERIFIED, NumberTraffic.NUMBER, minute));
      }
      TenantMinute seen = TenantMinute.of(TENANT, NumberTraffic.minute(minute), tally);
      take(TenantRow.of(seen));
      take(TenantRow.of(seen.ofAllTenants()));
      reach(minute);
    }
    reach(30 * day);

    String successes = SilentSourcePattern.statistic(LogSource.SUCCESSES);
    String sends = SilentSourcePattern.statistic(LogSource.SENDS);
    List<TrafficFeatures> silences = harness.extractOutputValues();
    assertThat(silences).allMatch(window -> window.key().equals(TENANT));
    assertThat(silences)
        .filteredOn(window -> !window.exceedances().containsKey(sends))
        .hasSize(14)
        .first()
        .satisfies(
            window -> {
              assertThat(window.windowEnd()).isEqualTo(NumberTraffic.minute(8 * day + 660));
              assertThat(window.exceedance(successes).score()).isEqualTo(60);
            });
    assertThat(silences)
        .filteredOn(window -> window.exceedances().containsKey(sends))
        .extracting(window -> (window.windowEnd() - NumberTraffic.minute(9 * day)) / 3_600_000)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 24).boxed().toList());
  }

  private static TrafficFeatures burstOfTheNumber() {
    TrafficKey number = TrafficKey.of(Grain.DESTINATION, "acme", "+" + NumberTraffic.NUMBER);
    return new TrafficHistory()
        .advance(
            number,
            NumberTraffic.START,
            NumberTraffic.minute(1),
            TrafficTally.create(number),
            RULES.baseline().expect(number, NumberTraffic.START))
        .withExceedances(Map.of(BurstPattern.RATE, new Exceedance(50, 20)));
  }
}
