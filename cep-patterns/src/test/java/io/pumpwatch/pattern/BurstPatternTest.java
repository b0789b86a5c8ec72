package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.CountSurprise;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(FlinkInProcess.class)
class BurstPatternTest {
  private static final BurstPattern BURST = BurstPattern.defaults();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final int FLOOR = BURST.floors().get("source_ip").intValue();
  private static final int FLASH = (int) Math.ceil(FLOOR * BURST.flashMultiple());

  @InBatchAndStreaming
  void twoAdjacentMinutesOverTheLimitAreABurst(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows =
        KeyStory.of(CLIENT).minute(0, sends(FLOOR)).minute(1, sends(FLOOR)).rows();

    List<PatternMatch> matches = PatternRun.of(BURST, mode, rows);

    assertThat(PatternRun.stories(matches)).containsExactly("flash 1", "sustained 0 1");
    assertThat(matches.get(1).windows())
        .extracting(PatternMatch.MatchedWindow::stage)
        .containsExactly(BurstPattern.SURGE, BurstPattern.SUSTAINED);
  }

  @InBatchAndStreaming
  void secondsAreEnoughWhereverTheMinuteFalls(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, KeyStory.of(CLIENT).minute(0, sends(FLASH))))
        .containsExactly("flash 0");
    assertThat(
            stories(
                mode, KeyStory.of(CLIENT).minute(0, sends(FLASH / 2)).minute(1, sends(FLASH / 2))))
        .containsExactly("flash 1");
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, KeyStory.of(CLIENT).minute(0, sends(FLASH - 1)))).isEmpty();
    assertThat(
            stories(
                mode,
                KeyStory.of(CLIENT).minute(0, sends(FLOOR)).minute(1, sends(FLASH - FLOOR - 1))))
        .isEmpty();
  }

  @InBatchAndStreaming
  void aGapIsNotAdjacency(RuntimeExecutionMode mode) throws Exception {
    assertThat(
            stories(
                mode,
                KeyStory.of(CLIENT)
                    .minute(0, sends(FLASH - 1))
                    .minute(2, sends(FLASH - 1))
                    .minute(300, sends(FLASH - 1))))
        .isEmpty();
  }

  @InBatchAndStreaming
  void aMinuteOfAnotherKeyIsNotAdjacent(RuntimeExecutionMode mode) throws Exception {
    TrafficKey other = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.8");
    List<TrafficFeatures> rows =
        new ArrayList<>(KeyStory.of(CLIENT).minute(0, sends(FLASH - 1)).rows());
    rows.addAll(KeyStory.of(other).minute(1, sends(FLASH - 1)).rows());

    assertThat(rows).hasSize(2);
    assertThat(PatternRun.of(BURST, mode, rows)).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    KeyStory story = KeyStory.of(CLIENT);
    for (int minute = 0; minute < 40; minute++) {
      if (minute % 7 != 3) {
        story.minute(minute, sends(8 + minute * 5 % 17));
      }
    }
    List<TrafficFeatures> rows = story.rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(4));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(BURST, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(BURST, mode, rows));
  }

  @InBatchAndStreaming
  void anHourOfItDoesNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<PatternMatch> matches =
        PatternRun.of(BURST, mode, KeyStory.of(CLIENT).minutes(0, 60, sends(10 * FLASH)).rows());

    assertThat(matches).filteredOn(match -> match.shape().equals("flash")).hasSize(60);
    assertThat(matches).filteredOn(match -> match.shape().equals("sustained")).hasSize(30);
    assertThat(matches).hasSize(90);
  }

  @InBatchAndStreaming
  void convertingTrafficIsBusyNotAttacked(RuntimeExecutionMode mode) throws Exception {
    KeyStory converting =
        KeyStory.of(CLIENT).minutes(0, 30, seen -> seen.sent(numbers(40)).verified(numbers(12)));
    KeyStory hardly =
        KeyStory.of(CLIENT).minutes(0, 30, seen -> seen.sent(numbers(40)).verified(numbers(9)));

    assertThat(stories(mode, converting)).isEmpty();
    assertThat(stories(mode, hardly)).isNotEmpty();
  }

  @InBatchAndStreaming
  void speaksWhetherOrNotSuccessIsLogged(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, KeyStory.of(CLIENT).minute(0, sends(FLASH)).successIsNotLogged()))
        .containsExactly("flash 0");
  }

  @Test
  void refusedAttemptsCount() {
    assertThat(
            KeyStory.of(CLIENT)
                .minute(0, seen -> seen.events(EventType.BLOCKED, numbers(FLASH)))
                .rows())
        .hasSize(1);
  }

  @Test
  void aRequestAndItsSendAreOneAttempt() {
    assertThat(
            KeyStory.of(CLIENT)
                .minute(
                    0,
                    seen ->
                        seen.events(EventType.REQUESTED, numbers(FLOOR - 1))
                            .sent(numbers(FLOOR - 1)))
                .rows())
        .isEmpty();
  }

  @Test
  void whereMoreIsExpectedTheLimitIsWhatChanceAllows() {
    long floor = BURST.floors().get("country");
    Expectation learnt = new Expectation(floor, 1.5, 0.5, Expectation.LEARNT);
    long limit =
        CountSurprise.limit(
            learnt.attemptsPerMinute(), learnt.dispersion(), BURST.falseAlarmProbability());
    assertThat(limit).isGreaterThan(floor);

    assertThat(KeyStory.of(COUNTRY).expecting(learnt).minute(0, sends((int) limit - 1)).rows())
        .isEmpty();
    List<TrafficFeatures> rows =
        KeyStory.of(COUNTRY).expecting(learnt).minute(0, sends((int) limit)).rows();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).exceedance(BurstPattern.RATE).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "NETWORK", "COUNTRY", "FLOW"})
  void noPriorFitsWhatIsAsWideAsThat(Grain grain) {
    TrafficKey key = TrafficKey.of(grain, "acme", "wide");
    Expectation learnt = new Expectation(1, 1.5, 0.5, Expectation.LEARNT);

    assertThat(KeyStory.of(key).minute(0, sends(5_000)).rows()).isEmpty();
    assertThat(KeyStory.of(key).expecting(learnt).minute(0, sends(5_000)).rows()).hasSize(1);
  }

  @Test
  void aGrainWithoutAFloorIsNotWatched() {
    TrafficKey tenant = TrafficKey.of(Grain.TENANT, "acme", "acme");

    assertThat(KeyStory.of(tenant).minute(0, sends(5_000)).rows()).isEmpty();
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(BURST, mode, story.rows()));
  }

  private static Consumer<TallyBuilder> sends(int count) {
    return seen -> seen.sent(numbers(count));
  }

  /** Numbers far apart in a country. */
  private static long[] numbers(int count) {
    return LongStream.range(0, count).map(i -> 24_170_000_000L + i * 104_729 % 9_999_991).toArray();
  }
}
