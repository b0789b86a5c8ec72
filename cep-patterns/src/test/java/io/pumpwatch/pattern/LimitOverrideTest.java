package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.limit.BurstLimits;
import io.pumpwatch.pattern.limit.CountrySpreadLimits;
import io.pumpwatch.pattern.limit.ImbalanceLimits;
import io.pumpwatch.pattern.limit.LimitOverride;
import io.pumpwatch.pattern.limit.PartialConversionLimits;
import io.pumpwatch.pattern.limit.PatternLimits;
import io.pumpwatch.pattern.limit.RepeatFloodLimits;
import io.pumpwatch.pattern.limit.SequentialNumbersLimits;
import io.pumpwatch.pattern.limit.SilentSourceLimits;
import io.pumpwatch.pattern.limit.SpendSurgeLimits;
import io.pumpwatch.pattern.limit.TrafficScope;
import io.pumpwatch.pattern.limit.UnrequestedSendsLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitOverrideTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "shop", "203.0.113.7");
  private static final long[] FIFTEEN =
      LongStream.range(24_177_012_400L, 24_177_012_415L).toArray();

  private static LimitOverride watching(TrafficScope match, long floor) {
    return new LimitOverride(match, null, floor(floor));
  }

  private static PatternLimits floor(long floor) {
    return new PatternLimits(
        new BurstLimits(Map.of("source_ip", floor), null, 1.0, null),
        new SequentialNumbersLimits(),
        new ImbalanceLimits(),
        new PartialConversionLimits(),
        new RepeatFloodLimits(),
        new UnrequestedSendsLimits(),
        new CountrySpreadLimits(),
        new SpendSurgeLimits(),
        new SilentSourceLimits());
  }

  private static TrafficScope of(String tenant, String flow, String country, String network) {
    return new TrafficScope(
        tenant == null ? "" : tenant,
        flow == null ? "" : flow,
        country == null ? "" : country,
        network == null ? "" : network);
  }

  private static DetectionRules overriding(ProtectionLevel level, LimitOverride... overrides) {
    return new DetectionRules(
        level,
        FalseAlarmBudget.unstated(),
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
        RULES.silentSource(),
        RULES.alertVolume(),
        List.of(overrides),
        List.of(),
        List.of());
  }

  /** The limit of the minute in which the client sends fifteen messages, where it is reached. */
  private static List<Double> limits(DetectionRules rules) {
    return KeyStory.of(CLIENT)
        .rules(rules.inEffect())
        .minute(
            0,
            seen ->
                seen.with(
                        event ->
                            event
                                .tenant("shop")
                                .flow("signup_otp")
                                .country("GA")
                                .network("628-01")
                                .sourceIp("203.0.113.7"))
                    .sent(FIFTEEN))
        .rows()
        .stream()
        .map((TrafficFeatures row) -> row.exceedance(BurstPattern.RATE).limit())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "shop,     ,           ,   ,       true",
    "shop,     signup_otp, GA, 628-01, true",
    ",         signup_otp, ,   ,       true",
    ",         ,           GA, ,       true",
    ",         ,           ,   628-01, true",
    "bank,     ,           ,   ,       false",
    "shop,     login_otp,  ,   ,       false",
    "shop,     ,           GB, ,       false",
    "shop,     ,           ,   628-02, false"
  })
  void holdsForTheTrafficThatAgrees(
      String tenant, String flow, String country, String network, boolean holds) {
    TrafficScope match = of(tenant, flow, country, network);

    assertThat(limits(overriding(ProtectionLevel.STANDARD, watching(match, 15))))
        .containsExactly(holds ? 15.0 : 12.0);
    assertThat(limits(overriding(ProtectionLevel.STANDARD, watching(match, 16))))
        .hasSize(holds ? 0 : 1);
  }

  @Test
  void theFirstThatMatchesHoldsAlone() {
    TrafficScope wide = of("shop", null, null, null);
    TrafficScope narrow = of("shop", null, "GA", null);

    assertThat(
            limits(overriding(ProtectionLevel.STANDARD, watching(narrow, 14), watching(wide, 13))))
        .containsExactly(14.0);
    assertThat(
            limits(overriding(ProtectionLevel.STANDARD, watching(wide, 13), watching(narrow, 14))))
        .containsExactly(13.0);
  }

  @Test
  void limitsAreAtTheProtectionLevelOfTheirTraffic() {
    TrafficScope shop = of("shop", null, null, null);

    assertThat(limits(overriding(ProtectionLevel.CAUTIOUS, watching(shop, 8))))
        .containsExactly(12.0);
    assertThat(
            limits(
                overriding(
                    ProtectionLevel.CAUTIOUS,
                    new LimitOverride(shop, ProtectionLevel.AGGRESSIVE, floor(8)))))
        .containsExactly(6.0);
    assertThat(
            limits(
                overriding(
                    ProtectionLevel.CAUTIOUS,
                    new LimitOverride(shop, ProtectionLevel.STANDARD, new PatternLimits()))))
        .containsExactly(12.0);
  }

  @Test
  void whatItLeavesOutIsAsElsewhere() {
    LimitOverride override = watching(of("shop", null, null, null), 15);
    DetectionRules there = RULES.overridden(override);

    assertThat(there.burst().floors())
        .containsEntry("source_ip", 15L)
        .containsEntry("user", RULES.burst().floors().get("user"));
    assertThat(there.burst().flashMultiple()).isEqualTo(1.0);
    assertThat(there.burst().episodeGap()).isEqualTo(RULES.burst().episodeGap());
    assertThat(there.patterns().subList(1, RULES.patterns().size()))
        .isEqualTo(RULES.patterns().subList(1, RULES.patterns().size()));
  }

  @Test
  void allLimitsOfRulesMakeTheSamePatterns() {
    DetectionRules cautious = overriding(ProtectionLevel.CAUTIOUS).inEffect();
    LimitOverride all =
        new LimitOverride(of("shop", null, null, null), null, PatternLimits.of(cautious));

    assertThat(RULES.overridden(all).patterns()).isEqualTo(cautious.patterns());
  }

  @Test
  void stateRestsOnNoneOfThem() {
    LimitOverride override = watching(of("shop", null, null, null), 15);

    assertThat(RULES.obstacleTo(overriding(ProtectionLevel.STANDARD, override))).isEmpty();
  }
}
