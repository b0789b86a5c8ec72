package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(FlinkInProcess.class)
class UnrequestedSendsPatternTest {
  private static final UnrequestedSendsPattern UNREQUESTED = UnrequestedSendsPattern.defaults();
  private static final TrafficKey KEY = TrafficKey.of(Grain.IDENTITY, "acme", "arn:leaked");
  private static final int STRAY = UNREQUESTED.unrequestedSessions();
  private static final int COUNTING = UNREQUESTED.countingSessions();
  private static final int HOUR = 60;

  @InBatchAndStreaming
  void messagesThatNobodyAskedForShowALeakedCredential(RuntimeExecutionMode mode) throws Exception {
    List<PatternMatch> matches = PatternRun.of(UNREQUESTED, mode, oneAMinute(0, COUNTING).rows());

    assertThat(PatternRun.stories(matches))
        .containsExactly("flood " + (COUNTING - 1), "stray " + (STRAY - 1) + " " + (COUNTING - 1));
    assertThat(matches.get(1).windows())
        .extracting(PatternMatch.MatchedWindow::stage)
        .containsExactly(UnrequestedSendsPattern.UNREQUESTED, UnrequestedSendsPattern.CONTINUED);
  }

  @InBatchAndStreaming
  void oneMinuteOfManyIsEnough(RuntimeExecutionMode mode) throws Exception {
    KeyStory story =
        KeyStory.of(KEY).minute(0, seen -> seen.unrequestedTrials(numbers(0, COUNTING)));

    assertThat(stories(mode, story)).containsExactly("flood 0");
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = oneAMinute(0, COUNTING - 1);
    assertThat(story.rows()).as("is watched").isNotEmpty();

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void aFewRowsThatALogHasLostAnHourAreSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(KEY);
    for (int minute = 0; minute < 24 * HOUR; minute += 2 * HOUR / (COUNTING - 1)) {
      long number = 24_177_000_000L + minute;
      story.minute(minute, seen -> seen.sent(number).unrequestedTrials(number));
    }

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void whereRequestsAreNotLoggedTheirAbsenceSaysNothing(RuntimeExecutionMode mode)
      throws Exception {
    KeyStory story =
        oneAMinute(0, 3 * COUNTING).health(HealthBuilder.healthy().requestsAreNotLogged().build());

    assertThat(stories(mode, story)).isEmpty();
  }

  @InBatchAndStreaming
  void successThatIsNotLoggedPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, oneAMinute(0, COUNTING).successIsNotLogged())).hasSize(2);
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = oneAMinute(0, 90).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(6));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(UNREQUESTED, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(UNREQUESTED, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = oneAMinute(0, 4 * HOUR).rows();

    List<PatternMatch> matches = PatternRun.of(UNREQUESTED, mode, rows);

    assertThat(matches)
        .filteredOn(match -> match.shape().equals("flood"))
        .hasSize(rows.size() - (COUNTING - STRAY));
    assertThat(matches)
        .filteredOn(match -> match.shape().equals("stray"))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(rows.size() / 2);
  }

  @Test
  void whatWasAskedForIsNotCounted() {
    assertThat(
            KeyStory.of(KEY)
                .minute(0, seen -> seen.sent(numbers(0, 200)).failedTrials(numbers(0, 200)))
                .rows())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Grain.class,
      names = {"TENANT", "USER", "SOURCE_IP"})
  void onlyCredentialsAreWatched(Grain grain) {
    TrafficKey key = TrafficKey.of(grain, "acme", "other");

    assertThat(
            KeyStory.of(key)
                .minute(0, seen -> seen.unrequestedTrials(numbers(0, 10 * COUNTING)))
                .rows())
        .isEmpty();
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(UNREQUESTED, mode, story.rows()));
  }

  /** In each minute a session matures that nobody had asked for. */
  private static KeyStory oneAMinute(int from, int to) {
    KeyStory story = KeyStory.of(KEY);
    for (int minute = from; minute < to; minute++) {
      long number = 24_177_000_000L + minute * 7_919L;
      story.minute(minute, seen -> seen.unrequestedTrials(number));
    }
    return story;
  }

  private static long[] numbers(int from, int to) {
    return LongStream.range(from, to).map(i -> 24_177_000_000L + i * 7_919).toArray();
  }
}
