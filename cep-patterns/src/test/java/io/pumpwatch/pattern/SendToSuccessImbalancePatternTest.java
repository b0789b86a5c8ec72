package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class SendToSuccessImbalancePatternTest {
  private static final SendToSuccessImbalancePattern IMBALANCE =
      SendToSuccessImbalancePattern.defaults();
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final TrafficKey NETWORK = TrafficKey.of(Grain.NETWORK, "acme", "628-01");
  private static final long FIRST = 24_177_012_000L;

  /** Failures that reach the limits, at half of the trials succeeding normally. */
  private static final int BLOCK_FAILURES = 14;

  private static final int COUNTRY_FAILURES = 30;

  @InBatchAndStreaming
  void fourteenFailuresInABlockAreAnImbalance(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, failing(BLOCK, 0, BLOCK_FAILURES)))
        .containsExactly("block " + (BLOCK_FAILURES - 1));
  }

  @InBatchAndStreaming
  void fourAnHourForDaysAreFoundInACountry(RuntimeExecutionMode mode) throws Exception {
    KeyStory slow = KeyStory.of(COUNTRY);
    for (int i = 0; i < 3 * 24 * 4; i++) {
      long number = number(i);
      slow.minute(i * 15, seen -> seen.sent(number).failedTrials(number));
    }

    assertThat(stories(mode, slow)).isNotEmpty().allMatch(story -> story.startsWith("wide "));
  }

  @InBatchAndStreaming
  void aNetworkThatOnlyReceiptsNameIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory named = KeyStory.of(NETWORK);
    KeyStory sentTo = KeyStory.of(NETWORK);
    for (int i = 0; i < 60; i++) {
      long number = number(i);
      named.minute(i, seen -> seen.failedTrials(number));
      sentTo.minute(i, seen -> seen.sent(number).failedTrials(number));
    }

    assertThat(stories(mode, named)).isEmpty();
    assertThat(stories(mode, sentTo)).isNotEmpty();
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory takenBack =
        failing(BLOCK, 0, BLOCK_FAILURES - 1)
            .minute(BLOCK_FAILURES, seen -> seen.trialsTakenBack(number(3)))
            .minute(BLOCK_FAILURES + 1, seen -> seen.failedTrials(number(50)));

    assertThat(stories(mode, failing(BLOCK, 0, BLOCK_FAILURES - 1))).isEmpty();
    assertThat(stories(mode, takenBack)).isEmpty();
  }

  @InBatchAndStreaming
  void aMonitorOfAFewNumbersIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory monitor = KeyStory.of(BLOCK);
    for (int day = 0; day < 60; day++) {
      long number = number(day % (IMBALANCE.leastNumbers() - 1));
      monitor.minute(day * 360, seen -> seen.sent(number).failedTrials(number));
    }

    assertThat(stories(mode, monitor)).isEmpty();
  }

  @InBatchAndStreaming
  void aWideKeyMustGoOn(RuntimeExecutionMode mode) throws Exception {
    int decided = COUNTRY_FAILURES - 1;
    int persisting = decided + 1 + (int) IMBALANCE.persistence().toMinutes();

    assertThat(stories(mode, failing(COUNTRY, 0, persisting))).isEmpty();
    assertThat(stories(mode, failing(COUNTRY, 0, persisting + 1)))
        .containsExactly("wide " + decided + " " + persisting);
  }

  @InBatchAndStreaming
  void aGapLongerThanPatienceIsNoPersistence(RuntimeExecutionMode mode) throws Exception {
    int patience = (int) IMBALANCE.patience().toMinutes();
    KeyStory within =
        failing(COUNTRY, 0, COUNTRY_FAILURES)
            .minute(COUNTRY_FAILURES - 2 + patience, seen -> seen.failedTrials(number(70)));
    KeyStory beyond =
        failing(COUNTRY, 0, COUNTRY_FAILURES)
            .minute(COUNTRY_FAILURES - 1 + patience, seen -> seen.failedTrials(number(70)));

    assertThat(stories(mode, within)).hasSize(1);
    assertThat(stories(mode, beyond)).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = failing(COUNTRY, 0, 120).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(IMBALANCE, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(IMBALANCE, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> block = failing(BLOCK, 0, 240).rows();
    List<TrafficFeatures> country = failing(COUNTRY, 0, 240).rows();

    assertThat(PatternRun.of(IMBALANCE, mode, block)).hasSameSizeAs(block);
    assertThat(PatternRun.of(IMBALANCE, mode, country))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(country.size() / (int) IMBALANCE.persistence().toMinutes());
  }

  @InBatchAndStreaming
  void convertingTrafficIsSilent(RuntimeExecutionMode mode) throws Exception {
    for (double conversion : new double[] {0.5, 0.6, 0.75}) {
      SplittableRandom random = new SplittableRandom(20260302);
      KeyStory converting = KeyStory.of(BLOCK);
      for (int i = 0; i < 900; i++) {
        long number = number(i);
        boolean succeeds = random.nextDouble() < conversion;
        converting.minute(
            i,
            seen -> (succeeds ? seen.succeededTrials(number) : seen.failedTrials(number)).sent());
      }

      assertThat(stories(mode, converting)).as("conversion %s", conversion).isEmpty();
    }
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItsAbsenceSaysNothing(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> block = failing(BLOCK, 0, 60).successIsNotLogged().rows();
    List<TrafficFeatures> country = failing(COUNTRY, 0, 90).successIsNotLogged().rows();
    assertThat(block).isNotEmpty();
    assertThat(country).isNotEmpty();

    assertThat(PatternRun.of(IMBALANCE, mode, block)).isEmpty();
    assertThat(PatternRun.of(IMBALANCE, mode, country)).isEmpty();
  }

  @Test
  void aSpanWithMoreSuccessesThanAnAttackHasIsNone() {
    KeyStory diluted = KeyStory.of(COUNTRY);
    for (int i = 0; i < 400; i++) {
      long number = number(i);
      boolean succeeds = i % 6 == 0;
      diluted.minute(
          i, seen -> (succeeds ? seen.succeededTrials(number) : seen.failedTrials(number)).sent());
    }

    assertThat(diluted.rows()).isEmpty();
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(IMBALANCE, mode, story.rows()));
  }

  /** One number fails each minute. */
  private static KeyStory failing(TrafficKey key, int from, int to) {
    KeyStory story = KeyStory.of(key);
    for (int minute = from; minute < to; minute++) {
      long number = number(minute);
      story.minute(minute, seen -> seen.failedTrials(number));
    }
    return story;
  }

  /** Numbers of the block in an order that is no sequence. */
  private static long number(long index) {
    return FIRST + index * 617 % 1_000;
  }
}
