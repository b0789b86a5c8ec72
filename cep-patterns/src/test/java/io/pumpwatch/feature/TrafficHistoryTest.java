package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrafficHistoryTest {
  private static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long PREFIX = 24_177_010_000L;
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+2417701", 4);
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");
  private static final Expectation EXPECTATION = new Expectation(0.3, 1.5, 0.5, Expectation.PRIOR);

  private final TrafficHistory history = new TrafficHistory();

  @Test
  void attemptsOfTheWindowBeforeCountOnlyWhereItIsAdjacent() {
    assertThat(sends(CLIENT, 0, 7).attemptsOfTwo()).isEqualTo(7);
    assertThat(sends(CLIENT, 1, 5).attemptsOfTwo()).isEqualTo(12);
    assertThat(sends(CLIENT, 3, 2).attemptsOfTwo()).isEqualTo(2);
    assertThat(sends(CLIENT, 4, 1).attemptsOfTwo()).isEqualTo(3);
  }

  @Test
  void messagesAskedForInOneMinuteAndSentInTheNextAreCountedOnce() {
    advance(CLIENT, 0, tally().events(EventType.REQUESTED, numbers(3)).build());
    TrafficFeatures features = sends(CLIENT, 1, 3);

    assertThat(features.attemptsOfTwo()).isEqualTo(3);
    assertThat(features.recentAttempts()).isEqualTo(3);
  }

  @Test
  void theWindowBeforeIsKnownWithAllThatWasSeenInIt() {
    TrafficTally before = tally().sent(numbers(3)).build();
    advance(CLIENT, 0, before);
    TrafficFeatures preceding = sends(CLIENT, 1, 2).preceding();

    assertThat(preceding.window()).isEqualTo(before);
    assertThat(preceding.windowStart()).isEqualTo(START);
    assertThat(preceding.windowEnd()).isEqualTo(START + MINUTE);
  }

  @Test
  void theLastHourIsAnHourAndAtMostFiveMinutes() {
    sends(CLIENT, 0, 7);

    assertThat(sends(CLIENT, 30, 1).recentAttempts()).isEqualTo(8);
    assertThat(sends(CLIENT, 60, 1).recentAttempts()).isEqualTo(9);
    assertThat(sends(CLIENT, 65, 1).recentAttempts()).isEqualTo(3);
    assertThat(sends(CLIENT, 24 * 60, 1).recentAttempts()).isEqualTo(1);
  }

  @Test
  void usersJudgeNoTrials() {
    TrafficFeatures features = sends(TrafficKey.of(Grain.USER, "acme", "u-1"), 0, 3);

    assertThat(features.span()).isNull();
    assertThat(features.trialEvidence()).isZero();
    assertThat(features.sequence()).isEqualTo(SequenceStatistic.NONE);
    assertThat(features.activity()).isNull();
  }

  @Test
  void clientsJudgeTheTrialsOfThoseTheyAskedFor() {
    TrafficFeatures features =
        advance(CLIENT, 0, TallyBuilder.of(CLIENT).failedTrials(numbers(4)).build());

    assertThat(features.span().failedTrials()).isEqualTo(4);
    assertThat(features.trialEvidence()).isEqualTo(TrialEvidence.after(0, 4, 0, 0.5));
    assertThat(features.activity()).isNull();
  }

  @Test
  void sessionsThatNobodyAskedForAreCountedOverAnHour() {
    TrafficKey credential = TrafficKey.of(Grain.IDENTITY, "acme", "app-key");
    for (int minute = 0; minute < 30; minute += 10) {
      advance(
          credential, minute, TallyBuilder.of(credential).unrequestedTrials(numbers(2)).build());
    }

    assertThat(sends(credential, 59, 1).recentUnrequested()).isEqualTo(6);
    assertThat(sends(credential, 66, 1).recentUnrequested()).isEqualTo(4);
    assertThat(sends(credential, 120, 1).recentUnrequested()).isZero();
  }

  /** START is on the hour: a clock hour and the one before, and 24 clock hours. */
  @Test
  void aBlockKnowsHowItFaredOverTheHourAndTheDay() {
    advance(
        BLOCK,
        0,
        tally().sent(numbers(9)).failedTrials(numbers(5)).succeededTrials(PREFIX).build());
    advance(BLOCK, 90, tally().trialsTakenBack(numbers(1)).build());

    BlockActivity within = sends(BLOCK, 119, 0).activity();
    assertThat(within.hour()).isEqualTo(new RecentTrials(9, 4, 2, 0, 0, 0));
    BlockActivity after = sends(BLOCK, 120, 0).activity();
    assertThat(after.hour()).isEqualTo(new RecentTrials(0, -1, 1, 0, 0, 0));
    assertThat(after.day()).isEqualTo(new RecentTrials(9, 4, 2, 0, 0, 0));
    BlockActivity tomorrow = sends(BLOCK, 24 * 60, 0).activity();
    assertThat(tomorrow.day()).isEqualTo(new RecentTrials(0, -1, 1, 0, 0, 0));
  }

  @Test
  void timesToEntryAreSummedUpAsLogarithms() {
    double[] seconds = {5, 20, 80, 45};
    for (int i = 0; i < seconds.length; i++) {
      advance(BLOCK, i, tally().enteredAfter((long) (1000 * seconds[i]), PREFIX + i).build());
    }
    double mean = Arrays.stream(seconds).map(Math::log).average().orElseThrow();
    double variance = Arrays.stream(seconds).map(s -> Math.pow(Math.log(s) - mean, 2)).sum() / 3;

    RecentTrials recent = sends(BLOCK, 9, 0).activity().hour();
    assertThat(recent.entries()).isEqualTo(4);
    assertThat(recent.meanLogEntry()).isCloseTo(mean, within(1e-5));
    assertThat(recent.varianceLogEntry()).isCloseTo(variance, within(1e-5));
  }

  @Test
  void theSpanReachesBackToTheFirstSendOfTheFailures() {
    sends(BLOCK, 0, 4);
    TrafficFeatures matured = advance(BLOCK, 10, tally().failedTrials(numbers(4)).build());

    assertThat(matured.spanStart()).isEqualTo(START);
    assertThat(matured.span().sends()).isEqualTo(4);
    assertThat(matured.span().failedTrials()).isEqualTo(4);
    assertThat(matured.trialEvidence()).isEqualTo(TrialEvidence.after(0, 4, 0, 0.5));
  }

  @Test
  void successesTakeTheEvidenceAwayAndTheSpanStartsAgain() {
    sends(BLOCK, 0, 4);
    advance(BLOCK, 10, tally().failedTrials(numbers(4)).build());
    TrafficFeatures answered = advance(BLOCK, 20, tally().succeededTrials(numbers(4)).build());
    TrafficFeatures later = sends(BLOCK, 50, 2);

    assertThat(answered.trialEvidence()).isZero();
    assertThat(answered.span()).isNull();
    assertThat(later.spanStart()).isEqualTo(START + 50 * MINUTE);
    assertThat(later.span().sends()).isEqualTo(2);
    assertThat(later.span().failedTrials()).isZero();
  }

  @Test
  void trafficThatIsNeverTriedIsCarriedForADayAtMost() {
    for (int day = 0; day < 30; day++) {
      sends(BLOCK, day * 1440, 1000);
    }
    TrafficFeatures last = sends(BLOCK, 29 * 1440 + 60, 4);

    assertThat(last.spanStart()).isEqualTo(START + 29 * 1440 * MINUTE);
    assertThat(last.span().sends()).isEqualTo(1004);
  }

  @Test
  void evidenceAddsUpOverDays() {
    TrafficFeatures last = null;
    for (int day = 0; day < 12; day++) {
      last = advance(BLOCK, day * 1440, tally().failedTrials(PREFIX + day).build());
    }

    assertThat(last.trialEvidence()).isEqualTo(TrialEvidence.after(0, 12, 0, 0.5));
    assertThat(last.span().failedNumbers().estimate()).isEqualTo(12);
  }

  @Test
  void numbersOfAnHourAreASequenceWhateverOrderTheyCameIn() {
    for (int minute = 0; minute < 12; minute++) {
      advance(BLOCK, minute, tally().sent(PREFIX + 400 + (minute * 7) % 12).build());
    }
    TrafficFeatures last = sends(BLOCK, 12, 0);

    assertThat(last.sequence().longestRun()).isEqualTo(12);
    assertThat(last.sequence().score()).isGreaterThan(6);
  }

  @Test
  void numbersAreForgottenAfterADay() {
    advance(BLOCK, 0, tally().sent(numbers(20)).build());

    assertThat(sends(BLOCK, 23 * 60, 0).sequence().distinct()).isEqualTo(20);
    assertThat(sends(BLOCK, 24 * 60, 0).sequence().distinct()).isZero();
  }

  @Test
  void anHoursSequenceStaysOneWhenOnlyItsTrialsMove() {
    SplittableRandom random = new SplittableRandom(3);
    for (int hour = 0; hour < 20; hour++) {
      long[] others =
          LongStream.generate(() -> PREFIX + random.nextInt(10_000)).limit(40).toArray();
      advance(BLOCK, hour * 60, tally().sent(others).build());
    }
    TrafficFeatures sweep =
        advance(
            BLOCK,
            23 * 60,
            tally().sent(IntStream.range(0, 12).mapToLong(i -> PREFIX + 40 * i).toArray()).build());
    TrafficFeatures matured =
        advance(BLOCK, 23 * 60 + 10, tally().failedTrials(numbers(12)).build());

    assertThat(sweep.sequence().score()).isGreaterThan(6);
    assertThat(matured.sequence()).isEqualTo(sweep.sequence());
  }

  /** Looked at each minute of a day, over an hour and over the day: still as rare as stated. */
  @Test
  void chanceIsNoSequenceHoweverOftenItIsLookedAt() {
    SplittableRandom random = new SplittableRandom(11);
    int reached = 0;
    for (int block = 0; block < 100; block++) {
      TrafficHistory ofBlock = new TrafficHistory();
      double greatest = 0;
      for (int minute = 0; minute < 1440; minute += 10) {
        long start = START + minute * MINUTE;
        TrafficTally window = tally().sent(PREFIX + random.nextInt(10_000)).build();
        greatest =
            Math.max(
                greatest,
                ofBlock
                    .advance(BLOCK, start, start + MINUTE, window, EXPECTATION)
                    .sequence()
                    .score());
      }
      reached += greatest >= 6 ? 1 : 0;
    }

    assertThat(reached).isZero();
  }

  @Test
  void goesOnAsIfItHadNeverBeenWritten() {
    TrafficHistory original = new TrafficHistory();
    SplittableRandom random = new SplittableRandom(17);
    TrafficHistory restored = new TrafficHistory();
    for (int minute = 0; minute < 3_000; minute += 1 + random.nextInt(40)) {
      TrafficTally window =
          tally()
              .sent(random.longs(random.nextInt(5), PREFIX, PREFIX + 10_000).toArray())
              .failedTrials(random.longs(random.nextInt(3), PREFIX, PREFIX + 10_000).toArray())
              .succeededTrials(random.longs(random.nextInt(2), PREFIX, PREFIX + 10_000).toArray())
              .enteredAfter(1 + random.nextInt(90_000), PREFIX + random.nextInt(10_000))
              .unrequestedTrials(random.longs(random.nextInt(2), PREFIX, PREFIX + 10_000).toArray())
              .build();
      long start = START + minute * MINUTE;
      TrafficFeatures expected =
          original.advance(BLOCK, start, start + MINUTE, window, EXPECTATION);
      restored = BinaryForm.roundTrip(TrafficHistoryTypeInfo.Serializer.INSTANCE, restored);
      TrafficFeatures actual =
          restored.advance(BLOCK, start, start + MINUTE, window.copy(), EXPECTATION);

      assertThat(actual).isEqualTo(expected);
      assertThat(BinaryForm.bytes(TrafficHistoryTypeInfo.Serializer.INSTANCE, restored))
          .containsExactly(BinaryForm.bytes(TrafficHistoryTypeInfo.Serializer.INSTANCE, original));
    }
  }

  @Test
  void knowsWhenItIsOver() {
    sends(CLIENT, 0, 1);

    assertThat(history.endedBefore(START + MINUTE)).isFalse();
    assertThat(history.endedBefore(START + MINUTE + 1)).isTrue();
  }

  private TrafficFeatures sends(TrafficKey key, int minute, int count) {
    return advance(key, minute, TallyBuilder.of(key).sent(numbers(count)).build());
  }

  private TrafficFeatures advance(TrafficKey key, int minute, TrafficTally window) {
    long start = START + minute * MINUTE;
    TrafficFeatures features = history.advance(key, start, start + MINUTE, window, EXPECTATION);
    assertThat(features.windowEnd() - features.windowStart()).isEqualTo(MINUTE);
    return features;
  }

  private static TallyBuilder tally() {
    return TallyBuilder.of(BLOCK);
  }

  /** That many numbers of the block, far apart. */
  private static long[] numbers(int count) {
    return LongStream.range(0, count).map(i -> PREFIX + 17 + i * 331).toArray();
  }
}
