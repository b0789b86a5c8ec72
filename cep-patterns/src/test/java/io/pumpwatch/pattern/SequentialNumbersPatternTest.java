package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrialRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(FlinkInProcess.class)
class SequentialNumbersPatternTest {
  private static final SequentialNumbersPattern SEQUENCE = SequentialNumbersPattern.defaults();
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final long FIRST = 24_177_012_400L;
  private static final int MATURITY = (int) TrialRules.defaults().maturity().toMinutes();
  private static final int CLOSE = SEQUENCE.leastNumbers();
  private static final int UNLOGGED_CLOSE = (int) (CLOSE * SEQUENCE.unloggedMultiple());

  @InBatchAndStreaming
  void aBlockGoneThroughWithoutAnAnswerIsASweep(RuntimeExecutionMode mode) throws Exception {
    List<PatternMatch> matches = PatternRun.of(SEQUENCE, mode, sweep(CLOSE + 5).rows());

    int close = CLOSE - 1;
    int silent = Math.max(close + 1, MATURITY + SEQUENCE.unansweredTrials() - 1);
    assertThat(PatternRun.stories(matches)).startsWith("unanswered " + close + " " + silent);
    assertThat(matches.get(0).windows())
        .extracting(PatternMatch.MatchedWindow::stage)
        .containsExactly(SequentialNumbersPattern.SWEEP, SequentialNumbersPattern.UNANSWERED);
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory tooFew = sends(CLOSE + 5);
    for (int i = 0; i < SEQUENCE.unansweredTrials() - 1; i++) {
      long number = number(i);
      tooFew.minute(i + MATURITY, seen -> seen.failedTrials(number));
    }

    assertThat(stories(mode, tooFew)).isEmpty();
    assertThat(stories(mode, sweep(CLOSE - 1))).isEmpty();
  }

  @InBatchAndStreaming
  void failuresThatComeTooLateAreAnotherStory(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(BLOCK).minute(0, seen -> seen.sent(run(15)));
    int tooLate = (int) SEQUENCE.patience().toMinutes();

    assertThat(stories(mode, story.minute(tooLate, seen -> seen.failedTrials(run(15))))).isEmpty();
    assertThat(stories(mode, story.minute(tooLate - 1, seen -> seen.failedTrials(run(15)))))
        .hasSize(1);
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = sweep(40).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(SEQUENCE, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(SEQUENCE, mode, rows));
  }

  @InBatchAndStreaming
  void aLongSweepDoesNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = sweep(200).rows();
    List<PatternMatch> matches = PatternRun.of(SEQUENCE, mode, rows);

    assertThat(matches).isNotEmpty().hasSizeLessThanOrEqualTo(rows.size() / 2);
    assertThat(matches).allMatch(match -> match.shape().equals("unanswered"));
  }

  @InBatchAndStreaming
  void aCompanyThatEnrolsConsecutiveNumbersIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory company = KeyStory.of(BLOCK);
    for (int i = 0; i < 40; i++) {
      long number = number(i);
      company.minute(i, seen -> seen.sent(number));
      company.minute(i + 1, seen -> seen.verified(number).succeededTrials(number));
    }
    assertThat(company.rows()).as("close numbers come to CEP").isNotEmpty();

    assertThat(stories(mode, company)).isEmpty();
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedTheSweepHasToBeGreater(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, sweep(UNLOGGED_CLOSE - 1).successIsNotLogged())).isEmpty();
    assertThat(stories(mode, sends(UNLOGGED_CLOSE).successIsNotLogged()))
        .containsExactly("unlogged-sweep " + (UNLOGGED_CLOSE - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 21})
  void anyStrideIsClose(int stride) {
    long[] strided = LongStream.range(0, 15).map(i -> 24_177_012_000L + i * stride).toArray();

    assertThat(KeyStory.of(BLOCK).minute(0, seen -> seen.sent(strided)).rows())
        .singleElement()
        .matches(row -> row.exceedance(SequentialNumbersPattern.CLOSENESS).reached());
  }

  @Test
  void aBurstOfScatteredNumbersIsNotClose() {
    SplittableRandom random = new SplittableRandom(12);
    long[] scattered = random.longs(60, 24_177_012_000L, 24_177_013_000L).toArray();

    assertThat(KeyStory.of(BLOCK).minute(0, seen -> seen.sent(scattered)).rows())
        .isNotEmpty()
        .noneMatch(row -> row.exceedance(SequentialNumbersPattern.CLOSENESS).reached());
  }

  @Test
  void onlyBlocksAreGoneThrough() {
    TrafficKey range = TrafficKey.block("acme", "+24177", 6);

    assertThat(KeyStory.of(range).minute(0, seen -> seen.sent(run(50))).rows()).isEmpty();
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(SEQUENCE, mode, story.rows()));
  }

  /** A run, one number a minute in no order, of which no code comes back. */
  private static KeyStory sweep(int numbers) {
    KeyStory story = sends(numbers);
    List<Long> shuffled = shuffledRun(numbers);
    for (int i = 0; i < numbers; i++) {
      long number = shuffled.get(i);
      story.minute(i + MATURITY, seen -> seen.failedTrials(number));
    }
    return story;
  }

  private static KeyStory sends(int numbers) {
    KeyStory story = KeyStory.of(BLOCK);
    List<Long> shuffled = shuffledRun(numbers);
    for (int i = 0; i < numbers; i++) {
      long number = shuffled.get(i);
      story.minute(i, seen -> seen.sent(number));
    }
    return story;
  }

  private static List<Long> shuffledRun(int numbers) {
    List<Long> shuffled = new ArrayList<>(LongStream.of(run(numbers)).boxed().toList());
    Collections.shuffle(shuffled, new Random(1));
    return shuffled;
  }

  private static long[] run(int numbers) {
    return LongStream.range(0, numbers).map(SequentialNumbersPatternTest::number).toArray();
  }

  private static long number(long index) {
    return FIRST + index;
  }
}
