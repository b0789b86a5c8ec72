package io.pumpwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.KeyStory;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import io.pumpwatch.pattern.SequentialNumbersPattern;
import io.pumpwatch.pattern.SilentSourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpisodeTest {
  private static final BurstPattern BURST = BurstPattern.defaults();
  private static final SendToSuccessImbalancePattern IMBALANCE =
      SendToSuccessImbalancePattern.defaults();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final List<String> FLASH = List.of("flash");
  private static final List<String> SUSTAINED = List.of("surge", "sustained");
  private static final List<String> WIDE = List.of("imbalance", "persisting");

  @Test
  void opensWithTheWindowsOfItsMatch() {
    List<TrafficFeatures> rows = client(13, 15);
    EpisodeRun run = new EpisodeRun(BURST).match("sustained", SUSTAINED, rows.get(0), rows.get(1));

    Episode episode = run.episode();

    assertThat(episode.revision()).isEqualTo(1);
    assertThat(episode.start()).isEqualTo(KeyStory.START);
    assertThat(episode.end()).isEqualTo(KeyStory.START + 2 * KeyStory.MINUTE);
    assertThat(episode.detectedAt()).isEqualTo(episode.end());
    assertThat(episode.tally().sends()).isEqualTo(28);
    assertThat(episode.severity()).isEqualTo(Severity.LOW);
    assertThat(run.evidence()).containsExactly("surge 13", "sustained 15");
  }

  @Test
  void theStatisticFurthestOverItsLimitDecides() {
    List<TrafficFeatures> rows = client(13, 15, 60);
    EpisodeRun run =
        new EpisodeRun(BURST)
            .match("sustained", SUSTAINED, rows.get(0), rows.get(1))
            .match("flash", FLASH, rows.get(2));
    run.episode();

    assertThat(run.states())
        .extracting(Episode::statistic)
        .containsExactly("burst-pair", "burst-pair");
    assertThat(run.states())
        .extracting(state -> state.decided().score())
        .containsExactly(28.0, 75.0);
    assertThat(run.states())
        .extracting(state -> state.decided().limit())
        .containsExactly(20.0, 20.0);
  }

  /** Behind the end of the input silence goes on, and must not become evidence. */
  @Test
  void whatRestsOnNoWindowsIsKeptGoingOnly() {
    SilentSourcePattern silent = SilentSourcePattern.defaults();
    TrafficFeatures first = silence(1, LogSource.SUCCESSES, 60);
    EpisodeRun run =
        new EpisodeRun(silent)
            .match("silence", List.of("silence"), first)
            .match("silence", List.of("silence"), silence(2, LogSource.SENDS, 9_000));

    Episode episode = run.episode();

    assertThat(run.evidence()).isEmpty();
    assertThat(episode.lastMatch()).isEqualTo(first.windowEnd() + 60 * KeyStory.MINUTE);
    assertThat(episode.closed().end()).isEqualTo(first.windowEnd());
    assertThat(episode.statistic()).isEqualTo(SilentSourcePattern.statistic(LogSource.SUCCESSES));
    assertThat(episode.decided().score()).isEqualTo(60);
  }

  private static TrafficFeatures silence(int hour, LogSource source, long rows) {
    TrafficKey tenant = TrafficKey.of(Grain.TENANT, "acme", "acme");
    DetectionRules rules = DetectionRules.defaults();
    long end = KeyStory.START + hour * 60 * KeyStory.MINUTE;
    return rules
        .evaluateSilence(
            TrafficFeatures.empty(tenant, end, rules.baseline().expect(tenant, end)),
            Map.of(source, rows))
        .withHealth(HealthBuilder.healthy().build());
  }

  @Test
  void theMinuteBeforeIsEvidenceWhereItHelpedToReachTheLimit() {
    List<TrafficFeatures> rows = client(4, 16, 2, 25);
    assertThat(rows).hasSize(2);
    EpisodeRun run =
        new EpisodeRun(BURST).match("flash", FLASH, rows.get(0)).match("flash", FLASH, rows.get(1));

    Episode episode = run.episode();

    assertThat(episode.start()).isEqualTo(KeyStory.START);
    assertThat(episode.tally().sends()).isEqualTo(4 + 16 + 2 + 25);
    assertThat(run.evidence()).containsExactly("flash 4", "flash 16", "flash 2", "flash 25");
  }

  @Test
  void aWindowThatTwoStoriesShareIsEvidenceOnce() {
    List<TrafficFeatures> rows = client(13, 25, 30, 14);
    EpisodeRun run =
        new EpisodeRun(BURST)
            .match("flash", FLASH, rows.get(1))
            .match("sustained", SUSTAINED, rows.get(0), rows.get(1))
            .match("flash", FLASH, rows.get(2))
            .match("sustained", SUSTAINED, rows.get(2), rows.get(3));

    assertThat(run.episode().tally().sends()).isEqualTo(13 + 25 + 30 + 14);
    assertThat(run.evidence())
        .containsExactly("surge 13", "sustained 25", "flash 30", "sustained 14");
  }

  @Test
  void orderOfMatchesThatEndTogetherPlaysNoPart() {
    List<TrafficFeatures> rows = client(13, 25);
    Episode one =
        new EpisodeRun(BURST)
            .match("flash", FLASH, rows.get(1))
            .match("sustained", SUSTAINED, rows.get(0), rows.get(1))
            .episode();
    Episode other =
        new EpisodeRun(BURST)
            .match("sustained", SUSTAINED, rows.get(0), rows.get(1))
            .match("flash", FLASH, rows.get(1))
            .episode();

    assertThat(one).isEqualTo(other);
  }

  @Test
  void eachDoublingOfSendsIsOneRevision() {
    // Doubled at 41 and at 82; medium from 100 on.
    EpisodeRun run = new EpisodeRun(BURST);
    client(20, 21, 21, 20, 20).forEach(row -> run.match("flash", FLASH, row));
    run.episode();

    assertThat(run.states())
        .extracting(state -> state.tally().sends())
        .containsExactly(20L, 41L, 62L, 82L, 102L);
    assertThat(run.states()).extracting(Episode::revision).containsExactly(1, 2, 2, 3, 4);
    assertThat(run.states())
        .extracting(Episode::severity)
        .containsExactly(Severity.LOW, Severity.LOW, Severity.LOW, Severity.LOW, Severity.MEDIUM);
  }

  @Test
  void aDoublingThatRaisesTheSeverityIsOneRevision() {
    List<TrafficFeatures> rows = client(20, 5_000);
    EpisodeRun run =
        new EpisodeRun(BURST).match("flash", FLASH, rows.get(0)).match("flash", FLASH, rows.get(1));
    run.episode();

    assertThat(run.states()).extracting(Episode::revision).containsExactly(1, 2);
    assertThat(run.states())
        .extracting(Episode::severity)
        .containsExactly(Severity.LOW, Severity.HIGH);
  }

  @Test
  void closingIsTheLastRevision() {
    Episode open = new EpisodeRun(BURST).match("flash", FLASH, client(20).get(0)).episode();

    Episode closed = open.closed();

    assertThat(closed.revision()).isEqualTo(2);
    assertThat(closed.severity()).isEqualTo(open.severity());
    assertThat(closed.findingId()).isEqualTo(open.findingId());
    assertThat(closed.tally()).isEqualTo(open.tally());
  }

  @Test
  void theIdIsTheSameOnReplayAndAsTheEpisodeGoesOn() {
    List<TrafficFeatures> rows = client(20, 21, 22);
    EpisodeRun run = new EpisodeRun(BURST);
    rows.forEach(row -> run.match("flash", FLASH, row));
    run.episode();

    assertThat(run.states())
        .extracting(Episode::findingId)
        .containsOnly(
            new EpisodeRun(BURST).match("flash", FLASH, client(20).get(0)).episode().findingId());
    // Hash of pattern, tenant, kind, value, digits and first window, as written before.
    assertThat(run.states().get(0).findingId()).isEqualTo("0c02b46adf9d702901faf805323787a6");
  }

  @Test
  void whateverNamesTheEpisodeIsInItsId() {
    List<String> ids = new ArrayList<>();
    for (TrafficKey key :
        List.of(
            CLIENT,
            TrafficKey.of(Grain.SOURCE_IP, "shop", "203.0.113.7"),
            TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.8"),
            TrafficKey.of(Grain.USER, "acme", "203.0.113.7"),
            TrafficKey.block("acme", "+24177012", 2),
            TrafficKey.block("acme", "+24177012", 3))) {
      ids.add(burstOf(KeyStory.of(key).minute(0, seen -> seen.sent(numbers(40))).rows()));
    }
    ids.add(burstOf(KeyStory.of(CLIENT).minute(1, seen -> seen.sent(numbers(40))).rows()));

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  /** A wide imbalance matches two windows; it claims what lies between as well. */
  @Test
  void aSpanIsClaimedWithTheWindowsBetweenItsMatches() {
    KeyStory story = KeyStory.of(COUNTRY);
    for (int minute = 0; minute < 70; minute++) {
      long number = 24_177_000_000L + minute * 7_919L;
      story.minute(minute, seen -> seen.sent(number).failedTrials(number));
    }
    List<TrafficFeatures> rows = story.rows();
    int first = 29;
    EpisodeRun run =
        new EpisodeRun(IMBALANCE)
            .match("wide", WIDE, row(rows, first), row(rows, first + 16))
            .match("wide", WIDE, row(rows, first + 17), row(rows, first + 33));
    Episode episode = run.episode();

    assertThat(run.states()).extracting(Episode::start).containsOnly(KeyStory.START);
    assertThat(run.states().get(0).tally().sends()).isEqualTo(first + 17);
    assertThat(episode.tally().sends()).isEqualTo(first + 34);
    assertThat(episode.tally().failedTrials()).isEqualTo(first + 34);
    assertThat(run.evidence()).hasSize(4);
  }

  @Test
  void aNewSpanIsAddedToWhatWasClaimedBefore() {
    KeyStory story = KeyStory.of(BLOCK);
    long[] firstNumbers = numbers(16);
    long[] laterNumbers = LongStream.of(numbers(40)).skip(20).limit(16).toArray();
    story.minute(0, seen -> seen.sent(firstNumbers));
    story.minute(10, seen -> seen.failedTrials(firstNumbers));
    story.minute(40, seen -> seen.succeededTrials(numbers(30)));
    story.minute(60, seen -> seen.sent(laterNumbers));
    story.minute(70, seen -> seen.failedTrials(laterNumbers));
    List<TrafficFeatures> rows =
        story.rows().stream()
            .filter(row -> row.exceedances().containsKey("imbalance-block-evidence"))
            .toList();
    assertThat(rows).hasSize(2);
    List<String> imbalance = List.of("imbalance");
    EpisodeRun run =
        new EpisodeRun(IMBALANCE)
            .match("block", imbalance, rows.get(0))
            .match("block", imbalance, rows.get(1));

    assertThat(run.episode().tally().failedTrials()).isEqualTo(32);
    assertThat(run.states().get(0).tally().sends()).isEqualTo(16);
  }

  @Test
  void anUnloggedSweepNamesTheLimitItCrossed() {
    SequentialNumbersPattern sequence = SequentialNumbersPattern.defaults();
    TrafficFeatures sweep =
        KeyStory.of(BLOCK)
            .minute(
                0, seen -> seen.sent(LongStream.range(24_177_012_100L, 24_177_012_125L).toArray()))
            .successIsNotLogged()
            .rows()
            .get(0);
    Episode episode =
        new EpisodeRun(sequence).match("unlogged-sweep", List.of("sweep"), sweep).episode();

    assertThat(episode.decided().limit())
        .isEqualTo(sequence.significance() * sequence.unloggedMultiple());
    assertThat(episode.severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void aCollapseOfTheRestMakesAnImbalanceInformational() {
    KeyStory story =
        KeyStory.of(BLOCK)
            .minute(0, seen -> seen.sent(numbers(20)).failedTrials(numbers(20)))
            .restCollapsed();
    Episode episode =
        new EpisodeRun(IMBALANCE)
            .match("block", List.of("imbalance"), story.rows().get(0))
            .episode();

    assertThat(episode.severity()).isEqualTo(Severity.INFORMATIONAL);
  }

  /** What an outage left on a wide key is still its evidence when all else is well again. */
  @ParameterizedTest
  @CsvSource({"true, INFORMATIONAL", "false, MEDIUM"})
  void anOutageStaysOneOnAWideKeyAndPassesOnABlock(boolean wide, Severity afterwards) {
    TrafficKey key = wide ? COUNTRY : BLOCK;
    KeyStory story =
        KeyStory.of(key).minutes(0, 2, seen -> seen.sent(numbers(50)).failedTrials(numbers(50)));
    EpisodeRun run =
        new EpisodeRun(IMBALANCE)
            .match("story", List.of("imbalance"), story.restCollapsed().rows().get(0))
            .match(
                "story",
                List.of("imbalance"),
                story.health(HealthBuilder.healthy().build()).rows().get(1));
    run.episode();

    assertThat(run.states())
        .extracting(Episode::severity)
        .containsExactly(Severity.INFORMATIONAL, afterwards);
  }

  @Test
  void aMatchWithoutAStatisticIsImpossible() {
    TrafficFeatures quiet = client(20).get(0).withExceedances(Map.of());
    PatternMatch match = EpisodeRun.match(BURST, "flash", FLASH, List.of(quiet));

    assertThatThrownBy(
            () ->
                Episode.after(
                    null,
                    List.of(match),
                    BURST,
                    EpisodeRun.OPENING,
                    (findingId, stage, features) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("203.0.113.7");
  }

  private static String burstOf(List<TrafficFeatures> rows) {
    return new EpisodeRun(BURST).match("flash", FLASH, rows.get(0)).episode().findingId();
  }

  private static TrafficFeatures row(List<TrafficFeatures> rows, int minute) {
    return rows.stream()
        .filter(row -> row.windowStart() == KeyStory.START + minute * KeyStory.MINUTE)
        .findFirst()
        .orElseThrow();
  }

  /** Rows of a client that sends so much in one minute after another. */
  private static List<TrafficFeatures> client(int... sends) {
    KeyStory story = KeyStory.of(CLIENT);
    for (int minute = 0; minute < sends.length; minute++) {
      int count = sends[minute];
      story.minute(minute, seen -> seen.sent(numbers(count)));
    }
    return story.rows();
  }

  /** Numbers of the block in an order that is no sequence. */
  private static long[] numbers(int count) {
    return LongStream.range(0, count).map(i -> 24_177_012_000L + i * 617 % 1_000).toArray();
  }
}
