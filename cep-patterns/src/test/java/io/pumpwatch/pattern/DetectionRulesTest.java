package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DetectionRulesTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);

  @Test
  void aStatisticIsOfOnePattern() {
    List<String> statistics = new ArrayList<>();
    RULES.patterns().forEach(pattern -> statistics.addAll(pattern.statistics()));

    assertThat(statistics).doesNotHaveDuplicates();
  }

  @Test
  void aPatternReachesItsOwnStatisticsOnly() {
    TrafficFeatures row = sweep(RULES).get(0);

    for (PumpingPattern pattern : RULES.patterns()) {
      assertThat(pattern.statistics()).containsAll(pattern.exceedances(row).keySet());
    }
  }

  @Test
  void aPatternThatIsNotInTheCatalogueIsImpossible() {
    assertThat(RULES.pattern("burst")).isEqualTo(RULES.burst());
    assertThatThrownBy(() -> RULES.pattern("unheard-of"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unheard-of");
  }

  @Test
  void theStandardLevelIsTheLimitsAsTheyStand() {
    assertThat(RULES.protection()).isEqualTo(ProtectionLevel.STANDARD);
    assertThat(RULES.inEffect()).isEqualTo(RULES);
  }

  @Test
  void theMoreCautiousTheMoreEvidenceIsDemanded() {
    Exceedance standard = closeness(RULES);
    Exceedance cautious = closeness(at(ProtectionLevel.CAUTIOUS));
    Exceedance aggressive = closeness(at(ProtectionLevel.AGGRESSIVE));

    assertThat(cautious.limit()).isEqualTo(1.5 * standard.limit());
    assertThat(aggressive.limit()).isEqualTo(0.75 * standard.limit());
    assertThat(cautious.score()).isEqualTo(standard.score());
  }

  @Test
  void aLevelOfProtectionLeavesLengthsOfTimeAlone() {
    for (ProtectionLevel level : ProtectionLevel.values()) {
      assertThat(at(level).structure()).isEqualTo(RULES.structure());
      assertThat(RULES.obstacleTo(at(level))).isEmpty();
    }
  }

  @Test
  void everyPatternDemandsMoreWhereMoreIsDemanded() {
    for (PumpingPattern pattern : RULES.patterns()) {
      PumpingPattern demanding = pattern.demanding(2);

      assertThat(demanding.name()).isEqualTo(pattern.name());
      assertThat(demanding).isNotEqualTo(pattern);
      assertThat(demanding.episodeGap()).isEqualTo(pattern.episodeGap());
      assertThat(pattern.demanding(1)).isEqualTo(pattern);
    }
  }

  @Test
  void aWishedRateOfFalseAlarmsIsSharedOutOverAllDecisionsOfADay() {
    DetectionRules wished =
        with(ProtectionLevel.STANDARD, new FalseAlarmBudget(0.2, 10_000)).inEffect();
    double share = 0.2 / 4;

    wished
        .sendToSuccessImbalance()
        .limits()
        .values()
        .forEach(limit -> assertThat(8 * 10_000 * Math.exp(-limit)).isCloseTo(share, within(1e-9)));
    assertThat(11 * 10_000 * wished.burst().falseAlarmProbability()).isCloseTo(share, within(1e-9));
    assertThat(6 * 10_000 * Math.pow(10, -wished.sequentialNumbers().significance()))
        .isCloseTo(share, within(1e-9));
    assertThat(12 * 10_000 * Math.pow(10, -wished.partialConversion().significance()))
        .isCloseTo(share, within(1e-9));
    assertThat(wished.repeatFlood()).isEqualTo(RULES.repeatFlood());
    assertThat(wished.structure()).isEqualTo(RULES.structure());
  }

  @Test
  void aLevelOfProtectionAsksForMoreOrLessOfThat() {
    FalseAlarmBudget budget = new FalseAlarmBudget(0.2, 10_000);
    double standard =
        with(ProtectionLevel.STANDARD, budget).inEffect().sequentialNumbers().significance();

    assertThat(with(ProtectionLevel.CAUTIOUS, budget).inEffect().sequentialNumbers().significance())
        .isEqualTo(1.5 * standard);
  }

  private static Exceedance closeness(DetectionRules rules) {
    return sweep(rules).get(0).exceedance(SequentialNumbersPattern.CLOSENESS);
  }

  private static List<TrafficFeatures> sweep(DetectionRules rules) {
    long[] run = LongStream.range(24_177_012_400L, 24_177_012_460L).toArray();
    return KeyStory.of(BLOCK).rules(rules).minute(0, seen -> seen.sent(run)).rows();
  }

  private static DetectionRules at(ProtectionLevel level) {
    return with(level, FalseAlarmBudget.unstated()).inEffect();
  }

  private static DetectionRules with(ProtectionLevel level, FalseAlarmBudget falseAlarms) {
    return new DetectionRules(
        level,
        falseAlarms,
        RULES.trials(),
        RULES.priors(),
        RULES.modes(),
        RULES.burst(),
        RULES.sequentialNumbers(),
        RULES.sendToSuccessImbalance(),
        RULES.partialConversion(),
        RULES.repeatFlood(),
        RULES.unrequestedSends(),
        RULES.countrySpread(),
        RULES.spendSurge(),
        RULES.silentSource());
  }
}
