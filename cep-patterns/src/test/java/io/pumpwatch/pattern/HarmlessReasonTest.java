package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.SequenceStatistic;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why what looks like an attack is probably none. */
class HarmlessReasonTest {
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+2417701", 4);
  private static final long FIRST = 24_177_012_300L;
  private static final double AT_HOME = 0.5;

  @ParameterizedTest(name = "{0} machines, {1} numbers elsewhere: {2}")
  @CsvSource({
    // machines that send all of it, numbers of a hundred that lie elsewhere
    "1,  0, true",
    "3,  0, true",
    "4,  0, false",
    "9,  0, false",
    "1, 10, true",
    "1, 11, false"
  })
  void aTestWritesFromAFewMachinesToNumbersNextToEachOther(
      int machines, int elsewhere, boolean harmless) {
    TrafficTally tally = sent(machines, 100 - elsewhere, elsewhere).build();

    assertThat(HarmlessReason.looksLikeTests(tally, health(AT_HOME))).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0.1, true", "0.099, false", "0, false"})
  void aTestIsOneAtHome(double countryShare, boolean harmless) {
    assertThat(HarmlessReason.looksLikeTests(sent(1, 50, 0).build(), health(countryShare)))
        .isEqualTo(harmless);
  }

  @Test
  void aTenthMayComeFromOtherMachines() {
    assertThat(HarmlessReason.looksLikeTests(threeMachinesAnd(10), health(AT_HOME))).isTrue();
    assertThat(HarmlessReason.looksLikeTests(threeMachinesAnd(11), health(AT_HOME))).isFalse();
  }

  /** Ninety messages from three machines, and others from as many. */
  private static TrafficTally threeMachinesAnd(int others) {
    TallyBuilder tally = sent(3, 90, 0);
    for (int i = 0; i < others; i++) {
      String client = "198.51.100." + i;
      tally = tally.with(event -> event.sourceIp(client)).sent(FIRST + i);
    }
    return tally.build();
  }

  @Test
  void theNumbersThatFailDecideWhereAnyDo() {
    TrafficTally attack =
        sent(1, 90, 0).failedTrials(LongStream.range(FIRST + 50, FIRST + 150).toArray()).build();
    TrafficTally monitor = sent(1, 40, 60).failedTrials(FIRST, FIRST + 1).build();

    assertThat(HarmlessReason.looksLikeTests(attack, health(AT_HOME))).isFalse();
    assertThat(HarmlessReason.looksLikeTests(monitor, health(AT_HOME))).isTrue();
  }

  @Test
  void withoutAnAddressOrANumberNothingLooksLikeATest() {
    TrafficTally unknownClient = TallyBuilder.of(BLOCK).sent(FIRST, FIRST + 1).build();
    TrafficTally unknownNumber =
        TallyBuilder.of(BLOCK).with(event -> event.sourceIp("203.0.113.7")).sent(0, 0).build();

    assertThat(HarmlessReason.looksLikeTests(unknownClient, health(AT_HOME))).isFalse();
    assertThat(HarmlessReason.looksLikeTests(unknownNumber, health(AT_HOME))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"90, 10, true", "89, 11, false", "0, 0, false"})
  void whatNoClientAskedForIsAJob(int unasked, int asked, boolean harmless) {
    TrafficTally tally =
        TallyBuilder.of(BLOCK)
            .failedTrials(LongStream.range(FIRST, FIRST + asked).toArray())
            .unasked()
            .failedTrials(LongStream.range(FIRST + 1_000, FIRST + 1_000 + unasked).toArray())
            .build();

    assertThat(HarmlessReason.looksLikeJob(tally, health(AT_HOME))).isEqualTo(harmless);
    assertThat(
            HarmlessReason.looksLikeJob(
                tally, HealthBuilder.healthy().clientsAreNotLogged().build()))
        .isFalse();
  }

  @Test
  void theReasonIsTold() {
    TrafficTally attack = sent(9, 90, 0).build();
    TenantHealth collapsed = HealthBuilder.healthy().restCollapsed().countryShare(AT_HOME).build();

    assertThat(HarmlessReason.of(evidence(attack, health(AT_HOME)))).isEmpty();
    assertThat(HarmlessReason.of(evidence(sent(1, 90, 0).build(), health(AT_HOME))))
        .contains("a test or a monitor");
    assertThat(HarmlessReason.of(evidence(attack, collapsed)))
        .contains("verification itself seems broken");
    assertThat(HarmlessReason.isOutage(evidence(attack, collapsed))).isTrue();
    assertThat(HarmlessReason.isOutage(evidence(attack, health(AT_HOME)))).isFalse();
  }

  /** Messages in turn from so many machines to numbers of one hundred, and to others elsewhere. */
  private static TallyBuilder sent(int machines, int inHundred, int elsewhere) {
    TallyBuilder tally = TallyBuilder.of(BLOCK);
    for (int i = 0; i < inHundred + elsewhere; i++) {
      String client = "203.0.113." + i % machines;
      long number = i < inHundred ? FIRST + i : FIRST + 100L * (1 + i);
      tally = tally.with(event -> event.flow("signup_otp").sourceIp(client)).sent(number);
    }
    return tally;
  }

  private static TenantHealth health(double countryShare) {
    return HealthBuilder.healthy().countryShare(countryShare).build();
  }

  private static EpisodeEvidence evidence(TrafficTally tally, TenantHealth health) {
    return new EpisodeEvidence(
        BLOCK,
        0,
        KeyStory.MINUTE,
        tally,
        "statistic",
        2,
        1,
        new Expectation(1, 1.5, 0.5, Expectation.PRIOR),
        1,
        SequenceStatistic.NONE,
        health);
  }
}
