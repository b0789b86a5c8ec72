package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.TrafficFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class RepeatFloodPatternTest {
  private static final RepeatFloodPattern FLOOD = RepeatFloodPattern.defaults();
  private static final int REPEATED = FLOOD.repeatedSends();
  private static final int COUNTING = FLOOD.unansweredSends();

  /** The first minute whose end lies as far after the first message as a flood must go on. */
  private static final int LASTING = (int) FLOOD.persistence().toMinutes() - 1;

  private static final int PAUSE = 60;

  @InBatchAndStreaming
  void messagesThatGoOnWithoutAnAnswerAreAFlood(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = NumberStory.begin().sent(0, 3 * COUNTING, 1).rows();

    List<PatternMatch> matches = PatternRun.of(FLOOD, mode, rows);

    int flooded = Math.max(Math.max(REPEATED, COUNTING - 1), LASTING);
    assertThat(PatternRun.stories(matches)).startsWith("flood " + (REPEATED - 1) + " " + flooded);
    assertThat(matches.get(0).windows())
        .extracting(PatternMatch.MatchedWindow::stage)
        .containsExactly(RepeatFloodPattern.REPEATED_STAGE, RepeatFloodPattern.FLOODED);
    assertThat(matches.get(0).deciding().span().sends()).isEqualTo(flooded + 1);
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    NumberStory oneTooFew = NumberStory.begin().sent(0, COUNTING - 1, 1);
    NumberStory tooShort =
        NumberStory.begin().sent(0, LASTING, COUNTING).seen(LASTING, EventType.DELIVERED, 1);
    NumberStory tooFewMinutes =
        NumberStory.begin().sent(0, COUNTING).sent(LASTING, LASTING + FLOOD.leastMinutes() - 2, 9);

    assertThat(stories(mode, tooFewMinutes)).isEmpty();
    assertThat(stories(mode, oneTooFew)).isEmpty();
    assertThat(stories(mode, NumberStory.begin().sent(0, LASTING, COUNTING))).isEmpty();
    assertThat(tooShort.rows()).as("goes on to CEP").isNotEmpty();
    assertThat(stories(mode, tooFewMinutes.sent(LASTING + FLOOD.leastMinutes(), 1))).hasSize(1);
  }

  @InBatchAndStreaming
  void somebodyWhoAsksAgainAndGetsInIsSilent(RuntimeExecutionMode mode) throws Exception {
    NumberStory persistent = NumberStory.begin();
    for (int attempt = 0; attempt < 8; attempt++) {
      int from = attempt * 12;
      persistent.sent(from, from + COUNTING - 1, 1).verified(from + COUNTING);
    }
    assertThat(persistent.rows()).as("is watched").isNotEmpty();

    assertThat(stories(mode, persistent)).isEmpty();
  }

  @InBatchAndStreaming
  void attemptsAnHourApartAreAttemptsOfTheirOwn(RuntimeExecutionMode mode) throws Exception {
    NumberStory apart = NumberStory.begin();
    NumberStory closer = NumberStory.begin();
    for (int i = 0; i < 2 * COUNTING; i++) {
      apart.sent(i * PAUSE, 1);
      closer.sent(i * (PAUSE - 1), 1);
    }

    assertThat(stories(mode, apart)).isEmpty();
    assertThat(stories(mode, closer)).isNotEmpty();
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItTakesMore(RuntimeExecutionMode mode) throws Exception {
    int unlogged = (int) (COUNTING * FLOOD.unloggedMultiple());

    assertThat(stories(mode, unlogged(unlogged - 1))).isEmpty();
    assertThat(stories(mode, unlogged(unlogged))).startsWith("unlogged-flood " + (unlogged - 1));
  }

  private static NumberStory unlogged(int messages) {
    return NumberStory.begin()
        .sent(0, messages, 1)
        .health(HealthBuilder.healthy().successIsNotLogged().build());
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = NumberStory.begin().sent(0, 40, 2).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(FLOOD, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(FLOOD, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = NumberStory.begin().sent(0, 240, 3).rows();

    assertThat(PatternRun.of(FLOOD, mode, rows))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(rows.size() / 2);
  }

  @InBatchAndStreaming
  void aFewMessagesToEachOfManyNumbersAreNoFlood(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = new ArrayList<>();
    for (int i = 0; i < 3 * COUNTING; i++) {
      NumberKey number = new NumberKey("acme", 24_177_012_000L + i);
      rows.addAll(NumberStory.of(number).sent(i, i + COUNTING - 1, 1).rows());
    }

    assertThat(rows).isNotEmpty();
    assertThat(PatternRun.of(FLOOD, mode, rows)).isEmpty();
  }

  @Test
  void aNotificationIsNoAttemptToGetIn() {
    assertThat(
            NumberStory.begin()
                .with(event -> event.flow("notification"))
                .sent(0, 3 * COUNTING, 1)
                .rows())
        .isEmpty();
  }

  private static List<String> stories(RuntimeExecutionMode mode, NumberStory story)
      throws Exception {
    return PatternRun.stories(PatternRun.of(FLOOD, mode, story.rows()));
  }
}
