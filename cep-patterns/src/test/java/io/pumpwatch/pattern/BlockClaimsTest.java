package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.BlockActivity;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.RecentTrials;
import io.pumpwatch.feature.SequenceStatistic;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who speaks among blocks that hold one another. */
class BlockClaimsTest {
  private static final String RATE = BurstPattern.RATE;
  private static final String PAIR = BurstPattern.PAIR;
  private static final String EVIDENCE = SendToSuccessImbalancePattern.BLOCK_EVIDENCE;

  static Stream<Arguments> claims() {
    return Stream.of(
        of(
            "the widest from which no code has come back",
            List.of(
                block("acme", "+241770123", 2, false, RATE),
                block("acme", "+24177012", 3, false, RATE),
                block("acme", "+2417701", 4, true, RATE)),
            "acme +24177012 burst-rate"),
        of(
            "the widest of all where none has answered",
            List.of(
                block("acme", "+241770123", 2, false, RATE),
                block("acme", "+24177012", 3, false, RATE),
                block("acme", "+2417701", 4, false, RATE)),
            "acme +2417701 burst-rate"),
        of(
            "the narrowest where codes have come back from each",
            List.of(
                block("acme", "+241770123", 2, true, RATE),
                block("acme", "+24177012", 3, true, RATE),
                block("acme", "+2417701", 4, true, RATE)),
            "acme +241770123 burst-rate"),
        of(
            "the one that reaches most statistics, proven or not",
            List.of(
                block("acme", "+241770123", 2, false, RATE),
                block("acme", "+24177012", 3, true, RATE, PAIR),
                block("acme", "+2417701", 4, false, PAIR)),
            "acme +24177012 burst-pair burst-rate"),
        of(
            "of blocks side by side the first",
            List.of(
                block("acme", "+241770124", 2, false, RATE),
                block("acme", "+241770123", 2, false, RATE)),
            "acme +241770123 burst-rate"),
        of(
            "one for each tenant, and none for all of them",
            List.of(
                block("*", "+2417701", 4, false, RATE, PAIR),
                block("acme", "+24177012", 3, false, RATE),
                block("zebra", "+2417701", 4, false, RATE)),
            "acme +24177012 burst-rate",
            "zebra +2417701 burst-rate"),
        of(
            "all tenants together where no tenant's own block speaks",
            List.of(
                block("*", "+24177012", 3, false, RATE),
                block("*", "+2417701", 4, false, RATE),
                block("acme", "+2417701", 4, false),
                block("zebra", "+2417701", 4, false)),
            "* +2417701 burst-rate"),
        of(
            "patterns apart from each other",
            List.of(
                block("*", "+2417701", 4, false, RATE, EVIDENCE),
                block("acme", "+241770123", 2, false, EVIDENCE),
                block("acme", "+24177012", 3, false, EVIDENCE)),
            "* +2417701 burst-rate",
            "acme +24177012 imbalance-block-evidence"),
        of(
            "one block for several patterns",
            List.of(
                block("acme", "+24177012", 3, false, RATE, EVIDENCE),
                block("acme", "+241770123", 2, false, EVIDENCE)),
            "acme +24177012 burst-rate imbalance-block-evidence"),
        of("nobody", List.of(block("acme", "+24177012", 3, false))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void speaks(String who, List<TrafficFeatures> scored, List<String> expected) {
    assertThat(claimed(scored)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void orderPlaysNoPart(String who, List<TrafficFeatures> scored, List<String> expected) {
    List<TrafficFeatures> reversed = new ArrayList<>(scored);
    Collections.reverse(reversed);

    assertThat(claimed(reversed)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aClaimKeepsTheScoresThatItReached() {
    TrafficFeatures block = block("acme", "+24177012", 3, false, RATE, EVIDENCE);

    assertThat(claimsOf(List.of(block)))
        .singleElement()
        .extracting(TrafficFeatures::exceedances)
        .isEqualTo(block.exceedances());
  }

  private static Arguments of(String who, List<TrafficFeatures> scored, String... expected) {
    return Arguments.of(who, scored, List.of(expected));
  }

  private static List<TrafficFeatures> claimsOf(List<TrafficFeatures> scored) {
    return DetectionRules.defaults().claims(scored);
  }

  /** Tenant, prefix and the statistics in alphabetical order. */
  private static List<String> claimed(List<TrafficFeatures> scored) {
    return claimsOf(scored).stream()
        .map(
            features ->
                features.key().tenant()
                    + " "
                    + features.key().value()
                    + features.exceedances().keySet().stream()
                        .sorted()
                        .map(" "::concat)
                        .reduce("", String::concat))
        .toList();
  }

  private static TrafficFeatures block(
      String tenant, String prefix, int digits, boolean proven, String... statistics) {
    TrafficKey key = TrafficKey.block(tenant, prefix, digits);
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    Arrays.stream(statistics).forEach(name -> reached.put(name, new Exceedance(digits, 1)));
    return new TrafficFeatures(
        key,
        KeyStory.START,
        KeyStory.START + KeyStory.MINUTE,
        TrafficTally.create(key),
        null,
        KeyStory.START,
        new Expectation(1, 1.5, 0.5, Expectation.PRIOR),
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        SequenceStatistic.NONE,
        0,
        new BlockActivity(RecentTrials.NONE, RecentTrials.NONE, 0, proven),
        reached,
        null);
  }
}
