package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.SimulatedTraffic;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class SpendSurgePatternTest {
  private static final SpendSurgePattern SPEND = SpendSurgePattern.defaults();
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final TrafficKey FLOW = TrafficKey.of(Grain.FLOW, "acme", "signup_otp");

  /** A message each minute. */
  private static final KeyProfile QUIET = SimulatedTraffic.profileUntil(COUNTRY, KeyStory.START, 1);

  private static final double PRICE = TallyBuilder.PRICE_MICRO_USD / 1e6;
  private static final double USUAL = 60 * PRICE;

  /** Messages of a minute, none of them answered: 20 dollars in ten minutes. */
  private static final int DEAR = 40;

  @InBatchAndStreaming
  void spendingFarAboveTheUsualWithoutAnAnswerIsFound(RuntimeExecutionMode mode) throws Exception {
    int reached = (int) Math.ceil(SPEND.floors().get("country") / (DEAR * PRICE)) - 1;

    assertThat(stories(mode, failing(COUNTRY, 0, 30)).get(0))
        .isEqualTo("surge " + reached + " " + (reached + SPEND.persistence().toMinutes() + 1));
  }

  @InBatchAndStreaming
  void whatDoesNotLastIsANearMiss(RuntimeExecutionMode mode) throws Exception {
    assertThat(failing(COUNTRY, 0, 13).rows()).anyMatch(SpendSurgePatternTest::isDear);

    assertThat(stories(mode, failing(COUNTRY, 0, 13))).isEmpty();
  }

  @InBatchAndStreaming
  void aCampaignThatConvertsIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(COUNTRY).after(QUIET);
    for (int minute = 0; minute < 60; minute++) {
      long[] numbers = numbers(minute, DEAR);
      story.minute(
          minute,
          seen ->
              seen.sent(numbers)
                  .succeededTrials(LongStream.of(numbers).limit(20).toArray())
                  .failedTrials(LongStream.of(numbers).skip(20).toArray()));
    }

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void numbersThatUsedToAnswerAreSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(COUNTRY).after(QUIET);
    for (int minute = 0; minute < 60; minute++) {
      long[] numbers = numbers(minute, DEAR);
      story.minute(minute, seen -> seen.sent(numbers).inProvenBlocks().failedTrials(numbers));
    }

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItsAbsenceSaysNothing(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, failing(COUNTRY, 0, 60).successIsNotLogged())).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = dear(failing(COUNTRY, 0, 60));
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(6));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(SPEND, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(SPEND, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = dear(failing(COUNTRY, 0, 240));

    assertThat(PatternRun.of(SPEND, mode, rows)).isNotEmpty().hasSizeLessThan(rows.size() / 5);
  }

  @InBatchAndStreaming
  void aGapLongerThanThePatienceBreaksTheStory(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = dear(failing(COUNTRY, 0, 30));
    int later = (int) SPEND.patience().toMinutes() + 1;
    List<TrafficFeatures> apart =
        List.of(rows.get(0), dear(failing(COUNTRY, later, later + 30)).get(0));

    assertThat(PatternRun.of(SPEND, mode, apart)).isEmpty();
  }

  @Test
  void theLimitIsTheGreaterOfTheFloorAndSomeTimesTheUsual() {
    int busy = 300;
    KeyProfile dear = SimulatedTraffic.profileUntil(COUNTRY, KeyStory.START, busy);
    KeyStory story =
        KeyStory.of(COUNTRY)
            .after(dear)
            .minutes(0, 60, seen -> seen.sent(numbers(0, 5 * busy)).failedTrials(numbers(0, 90)));

    double limit = dear(story).get(0).exceedance(SpendSurgePattern.SPEND).limit();
    assertThat(limit).isCloseTo(SPEND.multiple() * busy * USUAL, within(0.01));
    assertThat(dear(failing(COUNTRY, 0, 30)).get(0).exceedance(SpendSurgePattern.SPEND).limit())
        .isEqualTo(SPEND.floors().get("country"));
  }

  @Test
  void whatWasNotLearntIsNotJudged() {
    assertThat(dear(failing(COUNTRY, 0, 60).after(new KeyProfile()))).isEmpty();
  }

  @Test
  void aFlowIsNotToBeSwitchedOff() {
    assertThat(severity(FLOW)).isEqualTo(Severity.INFORMATIONAL);
    assertThat(severity(COUNTRY)).isGreaterThan(Severity.INFORMATIONAL);
  }

  private static Severity severity(TrafficKey key) {
    TrafficFeatures row = failing(key, 0, 60).rows().get(59);
    assertThat(row.exceedances()).containsKey(SpendSurgePattern.SPEND);
    return SPEND
        .assess(
            new EpisodeEvidence(
                key,
                row.spanStart(),
                row.windowEnd(),
                row.span(),
                SpendSurgePattern.SPEND,
                row.exceedance(SpendSurgePattern.SPEND).score(),
                row.exceedance(SpendSurgePattern.SPEND).limit(),
                row.expectation(),
                0,
                row.sequence(),
                row.health()))
        .severity();
  }

  private static boolean isDear(TrafficFeatures row) {
    return row.exceedances().containsKey(SpendSurgePattern.SPEND);
  }

  private static List<TrafficFeatures> dear(KeyStory story) {
    return story.rows().stream().filter(SpendSurgePatternTest::isDear).toList();
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(SPEND, mode, dear(story)));
  }

  private static KeyStory failing(TrafficKey key, int from, int to) {
    KeyStory story = KeyStory.of(key).after(QUIET);
    for (int minute = from; minute < to; minute++) {
      long[] numbers = numbers(minute, DEAR);
      story.minute(minute, seen -> seen.sent(numbers).failedTrials(numbers));
    }
    return story;
  }

  private static long[] numbers(int minute, int count) {
    return LongStream.range(0, count)
        .map(i -> 24_177_000_000L + (minute * 1_000L + i) * 7_919)
        .toArray();
  }
}
