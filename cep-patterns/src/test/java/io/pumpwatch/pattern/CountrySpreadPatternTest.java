package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class CountrySpreadPatternTest {
  private static final CountrySpreadPattern SPREAD = CountrySpreadPattern.defaults();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

  /** Failures in a row from which the evidence is enough. */
  private static final int ENOUGH = 7;

  private static final int HOUR = 60;

  @InBatchAndStreaming
  void oneClientOfManyCountriesThatNobodyAnswersIsFound(RuntimeExecutionMode mode)
      throws Exception {
    assertThat(stories(mode, oneAMinute(0, ENOUGH, SPREAD.countries())))
        .containsExactly("spread " + (ENOUGH - 1));
  }

  @InBatchAndStreaming
  void oneCountryFewerIsANearMiss(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, oneAMinute(0, 100, SPREAD.countries() - 1))).isEmpty();
  }

  @InBatchAndStreaming
  void anAddressThatManyTravellersShareIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(CLIENT);
    for (int i = 0; i < 10 * HOUR; i++) {
      long number = number(i);
      String country = country(i % 30);
      boolean answers = i % 3 > 0;
      story.minute(
          i,
          seen -> {
            if (answers) {
              seen.in(country).succeededTrials(number);
            } else {
              seen.in(country).failedTrials(number);
            }
          });
    }

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItsAbsenceSaysNothing(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, oneAMinute(0, 50, 20).successIsNotLogged())).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = oneAMinute(0, 90, 20).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(6));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(SPREAD, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(SPREAD, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = oneAMinute(0, 4 * HOUR, 20).rows();

    assertThat(PatternRun.of(SPREAD, mode, rows)).hasSize(rows.size());
  }

  @Test
  void aGapOfHoursWithoutAFailureIsNoMatch() {
    KeyStory story = oneAMinute(0, ENOUGH, SPREAD.countries());
    story.minute(5 * HOUR, seen -> seen.sent(number(999)));

    assertThat(story.rows()).hasSize(1);
  }

  @Test
  void onlyClientsAreWatched() {
    TrafficKey flow = TrafficKey.of(Grain.FLOW, "acme", "signup_otp");
    KeyStory story = KeyStory.of(flow);
    for (int i = 0; i < 20; i++) {
      long number = number(i);
      String country = country(i);
      story.minute(i, seen -> seen.in(country).failedTrials(number));
    }

    assertThat(story.rows())
        .noneMatch(row -> row.exceedances().containsKey(CountrySpreadPattern.COUNTRIES));
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    List<TrafficFeatures> rows =
        story.rows().stream()
            .filter(row -> row.exceedances().containsKey(CountrySpreadPattern.COUNTRIES))
            .toList();
    return PatternRun.stories(PatternRun.of(SPREAD, mode, rows));
  }

  /** In each minute a trial of the next country fails. */
  private static KeyStory oneAMinute(int from, int to, int countries) {
    KeyStory story = KeyStory.of(CLIENT);
    for (int i = from; i < to; i++) {
      long number = number(i);
      String country = country(i % countries);
      story.minute(i, seen -> seen.in(country).failedTrials(number));
    }
    return story;
  }

  private static long number(int index) {
    return 24_177_000_000L + index * 7_919L;
  }

  private static String country(int index) {
    return "country " + index;
  }
}
