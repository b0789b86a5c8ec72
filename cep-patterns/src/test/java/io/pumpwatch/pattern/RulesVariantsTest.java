package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.SimulatedTraffic;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.VariantExceedances;
import io.pumpwatch.pattern.limit.LimitOverride;
import io.pumpwatch.pattern.limit.PatternLimits;
import io.pumpwatch.pattern.limit.TrafficScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever variants are tried beside it, each says what it says alone. */
class RulesVariantsTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final List<DetectionRules> VARIANTS =
      Stream.of(
              RULES,
              with(ProtectionLevel.CAUTIOUS, RULES.modes(), List.of()),
              with(ProtectionLevel.AGGRESSIVE, RULES.modes(), List.of()),
              with(RULES.protection(), withoutBurst(), List.of()),
              with(RULES.protection(), RULES.modes(), List.of(aggressiveAt("acme"))))
          .map(DetectionRules::inEffect)
          .toList();

  private static final int WITHOUT_BURST = 3;

  private final RulesVariants judges = new RulesVariants(VARIANTS);

  private static DetectionRules with(
      ProtectionLevel level, Map<String, PatternMode> modes, List<LimitOverride> overrides) {
    return new DetectionRules(
        level,
        RULES.falseAlarms(),
        RULES.trials(),
        RULES.priors(),
        modes,
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
        overrides,
        List.of(),
        List.of());
  }

  private static Map<String, PatternMode> withoutBurst() {
    Map<String, PatternMode> modes = new LinkedHashMap<>(RULES.modes());
    modes.put(BurstPattern.NAME, PatternMode.OFF);
    return modes;
  }

  private static LimitOverride aggressiveAt(String tenant) {
    return new LimitOverride(
        new TrafficScope(tenant, "", "", ""), ProtectionLevel.AGGRESSIVE, new PatternLimits());
  }

  /** A minute of a client, user or number in which so many were sent. */
  private static TrafficFeatures minute(TrafficKey key, int sent) {
    return minute(key, SimulatedTraffic.minute(key, sent));
  }

  private static TrafficFeatures minute(TrafficKey key, TrafficTally seen) {
    return new TrafficHistory()
        .advance(
            key,
            KeyStory.START,
            KeyStory.START + KeyStory.MINUTE,
            seen,
            RULES.baseline().expect(key, KeyStory.START));
  }

  static Stream<TrafficFeatures> minutes() {
    return Stream.of("acme", "shop")
        .flatMap(
            tenant ->
                IntStream.of(1, 8, 9, 10, 12, 14, 16, 20, 40)
                    .boxed()
                    .flatMap(
                        sent ->
                            Stream.of(Grain.SOURCE_IP, Grain.USER, Grain.DESTINATION)
                                .map(grain -> minute(TrafficKey.of(grain, tenant, "1"), sent))));
  }

  private static Map<String, Exceedance> of(int variant, TrafficFeatures features) {
    Map<String, Exceedance> exceedances = new LinkedHashMap<>();
    for (VariantExceedances alike : features.variants()) {
      if (RulesVariants.numbers(alike.variants()).contains(variant)) {
        exceedances.putAll(alike.exceedances());
      }
    }
    return exceedances;
  }

  @ParameterizedTest
  @MethodSource("minutes")
  void eachReachesWhatItReachesAlone(TrafficFeatures features) {
    TrafficFeatures together = judges.evaluate(features);

    for (int i = 0; i < VARIANTS.size(); i++) {
      Map<String, Exceedance> alone = VARIANTS.get(i).evaluate(features).exceedances();
      assertThat(of(i, together)).as("variant " + i).isEqualTo(alone);
      assertThat(of(i, judges.confirm(together)))
          .as("variant " + i)
          .isEqualTo(VARIANTS.get(i).confirm(features.withExceedances(alone)).exceedances());
    }
  }

  @Test
  void someOfTheMinutesTellVariantsApart() {
    List<TrafficFeatures> judged = minutes().map(judges::evaluate).toList();

    assertThat(judged).anyMatch(TrafficFeatures::isQuiet);
    // The aggressive one, and that which is so for acme; then all that have bursts on.
    assertThat(judged).extracting(TrafficFeatures::reachedBy).contains(0b10100L, 0b10111L);
    assertThat(judged).allMatch(minute -> of(WITHOUT_BURST, minute).isEmpty());
  }

  /** Blocks that hold one another, of which the widest that reaches a limit claims. */
  @Test
  void eachClaimsWhatItClaimsAlone() {
    for (int sent = 4; sent <= 24; sent++) {
      List<TrafficFeatures> blocks = new ArrayList<>();
      for (int digits : List.of(2, 3, 4)) {
        String number = "+24177012340";
        TrafficKey key =
            TrafficKey.block("acme", number.substring(0, number.length() - digits), digits);
        long[] numbers = LongStream.range(24_177_012_340L, 24_177_012_340L + sent).toArray();
        blocks.add(
            minute(key, TallyBuilder.of(key).sent(numbers).build()).withRecord(new BlockRecord()));
      }
      List<TrafficFeatures> together =
          judges.claims(blocks.stream().map(judges::evaluate).toList());
      for (int i = 0; i < VARIANTS.size(); i++) {
        DetectionRules alone = VARIANTS.get(i);
        Map<TrafficKey, Map<String, Exceedance>> claims = new LinkedHashMap<>();
        alone
            .claims(blocks.stream().map(alone::evaluate).toList())
            .forEach(claim -> claims.put(claim.key(), claim.exceedances()));
        Map<TrafficKey, Map<String, Exceedance>> own = new LinkedHashMap<>();
        for (TrafficFeatures claim : together) {
          if (!of(i, claim).isEmpty()) {
            own.put(claim.key(), of(i, claim));
          }
        }
        assertThat(own).as("variant " + i + ", " + sent + " sent").isEqualTo(claims);
      }
    }
  }

  @Test
  void silenceIsJudgedByEach() {
    TrafficKey tenant = TrafficKey.of(Grain.TENANT, "acme", "acme");
    TrafficFeatures empty =
        TrafficFeatures.empty(tenant, KeyStory.START, RULES.baseline().expect(tenant, 0));

    for (long missing : List.of(1L, 20L, 30L, 40L, 60L, 500L)) {
      Map<LogSource, Long> rows = Map.of(LogSource.SUCCESSES, missing);
      TrafficFeatures together = judges.evaluateSilence(empty, rows);
      for (int i = 0; i < VARIANTS.size(); i++) {
        assertThat(of(i, together))
            .isEqualTo(VARIANTS.get(i).evaluateSilence(empty, rows).exceedances());
      }
    }
  }

  /**
   * Those who judge alike stay together on a key that learns nothing, and part on one that does.
   */
  @Test
  void variantsOfKeysWithHabitsGoAlone() {
    VariantExceedances alike =
        new VariantExceedances(0, 0b101, Map.of(BurstPattern.RATE, new Exceedance(2, 1)));
    TrafficKey client = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

    assertThat(RulesVariants.apart(minute(client, 9).withVariants(List.of(alike))))
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.reachedBy()).isEqualTo(0b101);
              assertThat(window.exceedances()).isEqualTo(alike.exceedances());
            });
    assertThat(RulesVariants.apart(minute(COUNTRY, 9).withVariants(List.of(alike))))
        .extracting(TrafficFeatures::reachedBy)
        .containsExactly(0b001L, 0b100L);
  }

  @Test
  void eachIsABit() {
    assertThat(new RulesVariants(Collections.nCopies(64, RULES)).all()).isEqualTo(-1L);
    assertThat(judges.all()).isEqualTo(0b11111);
    assertThatThrownBy(() -> new RulesVariants(Collections.nCopies(65, RULES)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
