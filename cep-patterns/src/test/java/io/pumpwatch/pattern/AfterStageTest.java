package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterStageTest {
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

  /** What CEP tells a condition: the windows that the earlier stage matched. */
  private record Matched(List<TrafficFeatures> windows)
      implements IterativeCondition.Context<TrafficFeatures> {
    @Override
    public Iterable<TrafficFeatures> getEventsForPattern(String stage) {
      return stage.equals(BurstPattern.SURGE) ? windows : List.of();
    }

    @Override
    public long timestamp() {
      return 0;
    }

    @Override
    public long currentProcessingTime() {
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "60, false", "0, false"})
  void adjacentIsTheMinuteAfter(int minutesLater, boolean accepted) throws Exception {
    assertThat(filter(AfterStage.adjacent(BurstPattern.SURGE), minutesLater)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"15, false", "16, true", "400, true"})
  void atLeastIsCountedFromTheEndOfTheWindow(int minutesLater, boolean accepted) throws Exception {
    AfterStage quarterOfAnHour = AfterStage.atLeast(BurstPattern.SURGE, 15 * KeyStory.MINUTE);

    assertThat(filter(quarterOfAnHour, minutesLater)).isEqualTo(accepted);
  }

  private static boolean filter(AfterStage condition, int minutesLater) throws Exception {
    Matched matched = new Matched(List.of(window(0)));
    return condition.filter(window(minutesLater), matched);
  }

  private static TrafficFeatures window(int minute) {
    long[] numbers = LongStream.range(24_177_012_000L, 24_177_012_040L).toArray();
    return KeyStory.of(CLIENT).minute(minute, seen -> seen.sent(numbers)).rows().get(0);
  }
}
