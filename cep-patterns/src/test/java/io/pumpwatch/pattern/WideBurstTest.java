package io.pumpwatch.pattern;

import static io.pumpwatch.feature.SimulatedTraffic.DAY;
import static io.pumpwatch.feature.SimulatedTraffic.MINUTE;
import static io.pumpwatch.feature.SimulatedTraffic.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.SimulatedTraffic;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys too wide for a prior, judged by the four weeks before. */
class WideBurstTest {
  private static final int LEARNT_DAYS = 29;
  private static final int JUDGED_DAYS = 7;
  private static final BurstPattern BURST = BurstPattern.defaults();

  @ParameterizedTest
  @CsvSource({
    "country, 3",
    "country, 40",
    "country, 300",
    "network, 80",
    "flow, 500",
    "identity, 120"
  })
  void aWeekWithACampaignIsNoBurst(String grain, double level) {
    LongToDoubleFunction campaignOnThursdays =
        time -> ordinary(level, time) * (isThursdayOfSecondOrLastWeek(time) ? 2.5 : 1);

    assertThat(reached(grain, campaignOnThursdays)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"country, 20", "country, 300", "network, 80", "flow, 500", "identity, 120"})
  void tenTimesTheUsualIsABurst(String grain, double level) {
    long surge = MONDAY + (LEARNT_DAYS + 2) * DAY + 14 * 60 * MINUTE;
    LongToDoubleFunction surging =
        time -> ordinary(level, time) * (time >= surge && time < surge + 30 * MINUTE ? 10 : 1);

    List<TrafficFeatures> reached = reached(grain, surging);

    // The minute after it still makes a pair with its last one.
    assertThat(reached)
        .extracting(TrafficFeatures::windowStart)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(0, 30).mapToObj(i -> surge + i * MINUTE).toList());
    assertThat(reached.get(0).expectation().source()).isEqualTo(Expectation.LEARNT);
  }

  private static double ordinary(double level, long time) {
    return SimulatedTraffic.ordinary(level, time);
  }

  private static boolean isThursdayOfSecondOrLastWeek(long time) {
    long day = Math.floorDiv(time - MONDAY, DAY);
    return day == 10 || day == 31;
  }

  private static List<TrafficFeatures> reached(String grain, LongToDoubleFunction mean) {
    TrafficKey key = TrafficKey.of(Grain.ofWord(grain), "acme", "key");
    SimulatedTraffic traffic = new SimulatedTraffic(11);
    TrafficHistory history = new TrafficHistory(new KeyProfile());
    List<TrafficFeatures> reached = new ArrayList<>();
    for (long time = MONDAY; time < MONDAY + (LEARNT_DAYS + JUDGED_DAYS) * DAY; time += MINUTE) {
      Expectation expectation = history.expect(time, PriorBaseline.defaults().expect(key, time));
      TrafficFeatures features =
          history.advance(
              key,
              time,
              time + MINUTE,
              SimulatedTraffic.minute(key, traffic.poisson(mean.applyAsDouble(time))),
              expectation);
      TrafficFeatures judged = features.withExceedances(BURST.exceedances(features));
      history.learn(judged);
      if (!judged.exceedances().isEmpty()) {
        reached.add(judged);
      }
    }
    return reached;
  }
}
