package io.pumpwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.KeyStory;
import io.pumpwatch.pattern.PumpingPattern;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which numbers go with a revision. */
class RevisedFindingTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final long FIRST = 24_177_012_000L;
  private static final int SENT = 400;
  private static final int FAILED = 60;

  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final TrafficKey RANGE = TrafficKey.block("acme", "+24177", 6);

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(RULES.sendToSuccessImbalance(), COUNTRY, FAILED),
        Arguments.of(RULES.sendToSuccessImbalance(), RANGE, FAILED),
        Arguments.of(RULES.sendToSuccessImbalance(), TrafficKey.block("acme", "+24177012", 3), 0),
        Arguments.of(RULES.burst(), TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7"), 256),
        Arguments.of(RULES.burst(), COUNTRY, 256),
        Arguments.of(RULES.burst(), TrafficKey.of(Grain.DESTINATION, "acme", "+24177012345"), 0));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void failedNumbersOrThoseSentToAreSampled(PumpingPattern pattern, TrafficKey key, int sampled) {
    RevisedFinding revised = revised(pattern, key);

    assertThat(revised.finding().entityKind()).isEqualTo(key.grain());
    assertThat(revised.numbers())
        .hasSize(sampled)
        .isSorted()
        .allMatch(
            number -> number >= FIRST && number < FIRST + (sampled == FAILED ? FAILED : SENT));
  }

  @Test
  void aRangeIsExplainedByTheBlockItGoesThrough() {
    RevisedFinding range = revised(RULES.sendToSuccessImbalance(), RANGE);

    assertThat(
            Explanation.of(
                range.finding(),
                Claim.of(range),
                List.of(LiveFinding.of(FindingExample.onBlock("b", "+24177012", 3).revised(), 0))))
        .isEqualTo("b");
  }

  private static RevisedFinding revised(PumpingPattern pattern, TrafficKey key) {
    TrafficFeatures row =
        KeyStory.of(key)
            .expecting(new Expectation(1, 1.5, 0.5, Expectation.LEARNT))
            .minute(
                0,
                seen ->
                    seen.sent(LongStream.range(FIRST, FIRST + SENT).toArray())
                        .failedTrials(LongStream.range(FIRST, FIRST + FAILED).toArray()))
            .rows()
            .get(0);
    Episode episode = new EpisodeRun(pattern).match("shape", List.of("stage"), row).episode();
    return RevisedFinding.of(episode, Finding.OPEN, pattern);
  }
}
