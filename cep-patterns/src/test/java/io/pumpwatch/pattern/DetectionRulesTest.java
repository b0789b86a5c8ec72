package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(RULES.atProtectionLevel()).isEqualTo(RULES);
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

  private static Exceedance closeness(DetectionRules rules) {
    return sweep(rules).get(0).exceedance(SequentialNumbersPattern.CLOSENESS);
  }

  private static List<TrafficFeatures> sweep(DetectionRules rules) {
    long[] run = LongStream.range(24_177_012_400L, 24_177_012_460L).toArray();
    return KeyStory.of(BLOCK).rules(rules).minute(0, seen -> seen.sent(run)).rows();
  }

  private static DetectionRules at(ProtectionLevel level) {
    return new DetectionRules(
            level,
            RULES.trials(),
            RULES.priors(),
            RULES.modes(),
            RULES.burst(),
            RULES.sequentialNumbers(),
            RULES.sendToSuccessImbalance(),
            RULES.partialConversion(),
            RULES.repeatFlood(),
            RULES.unrequestedSends())
        .atProtectionLevel();
  }
}
