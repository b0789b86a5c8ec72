package io.pumpwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.KeyStory;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingComposerTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final Instant START = Instant.ofEpochMilli(KeyStory.START);
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);

  @Test
  void aBurstOfAClientFillsEveryColumnThatItKnows() {
    Finding finding = burst(clientStory());

    assertThat(finding.findingId()).matches("[0-9a-f]{32}");
    assertThat(finding.revision()).isEqualTo(1);
    assertThat(finding.status()).isEqualTo("open");
    assertThat(finding.incidentId()).isEqualTo(finding.findingId());
    assertThat(finding.pattern()).isEqualTo("burst");
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.confidence()).isBetween(0.5, 1.0);
    assertThat(finding.tenant()).isEqualTo("acme");
    assertThat(finding.flow()).isEqualTo("signup_otp");
    assertThat(finding.country()).isEqualTo("GA");
    assertThat(finding.network()).isEqualTo("628-03");
    assertThat(finding.provider()).isEqualTo("twilio");
    assertThat(finding.region()).isEqualTo("eu-west-1");
    assertThat(finding.entityKind()).isEqualTo("source_ip");
    assertThat(finding.entityValue()).isEqualTo("203.0.113.7");
    assertThat(finding.blockDigits()).isNull();
    assertThat(finding.windowStart()).isEqualTo(START);
    assertThat(finding.windowEnd()).isEqualTo(START.plusSeconds(60));
    assertThat(finding.detectedAt()).isEqualTo(START.plusSeconds(60));
    assertThat(finding.requested()).isEqualTo(30);
    assertThat(finding.sent()).isEqualTo(28);
    assertThat(finding.sends()).isEqualTo(30);
    assertThat(finding.delivered()).isEqualTo(20);
    assertThat(finding.undelivered()).isEqualTo(4);
    assertThat(finding.failed()).isEqualTo(1);
    assertThat(finding.blocked()).isEqualTo(5);
    assertThat(finding.verified()).isEqualTo(2);
    assertThat(finding.distinctDestinations()).isEqualTo(30);
    assertThat(finding.distinctSourceIps()).isEqualTo(1);
    assertThat(finding.distinctUsers()).isEqualTo(1);
    assertThat(finding.expectedSends()).isCloseTo(0.2, within(1e-9));
    assertThat(finding.expectationSource()).isEqualTo("prior");
    assertThat(finding.score()).isEqualTo(35);
    assertThat(finding.threshold()).isEqualTo(20);
    assertThat(finding.costUsd()).isCloseTo(1.5, within(1e-9));
    assertThat(finding.costAtRiskUsdPerHour()).isCloseTo(90, within(1e-9));
    assertThat(finding.costIsEstimated()).isFalse();
    assertThat(finding.topSourceIps()).extracting(ValueCount::value).containsExactly("203.0.113.7");
    assertThat(finding.topUserAgents()).extracting(ValueCount::value).containsExactly("curl/8");
    assertThat(finding.messageIds()).hasSize(20).isSorted();
    assertThat(finding.destinationRanges())
        .containsExactly(new DestinationRange("+24177012", 30, "+24177012006", "+24177012955"));
    assertThat(finding.mode()).isEqualTo("alert");
    assertThat(finding.attackTechnique()).isEqualTo("T1496.003");
    assertThat(finding.detectionStrategy()).isEqualTo("DET0156");
    assertThat(finding.rulesVersion()).isEqualTo("rules-1");
    assertThat(finding.runId()).isEqualTo("run-1");
    assertThat(finding.alerting()).isTrue();
  }

  @Test
  void whatAClientCannotKnowIsNull() {
    Finding finding = burst(clientStory());

    assertThat(finding.trials()).isNull();
    assertThat(finding.failedTrials()).isNull();
    assertThat(finding.conversion()).isNull();
    assertThat(finding.longestRun()).isNull();
    assertThat(finding.blockDensity()).isNull();
    assertThat(finding.relatedIncidentId()).isNull();
    assertThat(finding.explainedBy()).isNull();
    assertThat(finding.suppressedBy()).isNull();
    assertThat(finding.emittedAt()).isNull();
  }

  @Test
  void aBurstIsToldInOneSentence() {
    Finding finding = burst(clientStory());

    assertThat(finding.explanation())
        .isEqualTo(
            "client 203.0.113.7: 35 attempts to 30 numbers from 1 client, 5 of them refused, USD"
                + " 1.50, where 0.2 attempts are normal; 35 attempts within two minutes against a"
                + " limit of 20 decided.");
    assertThat(finding.recommendedAction()).isEqualTo("challenge 203.0.113.7 on flow signup_otp");
  }

  @Test
  void aSweepOfABlockFillsTheColumnsOfSequencesAndTrials() {
    long[] run = LongStream.range(24_177_012_400L, 24_177_012_420L).toArray();
    List<TrafficFeatures> rows =
        KeyStory.of(BLOCK)
            .minute(0, seen -> seen.sent(run))
            .minute(10, seen -> seen.failedTrials(LongStream.of(run).limit(9).toArray()))
            .rows();
    Finding finding =
        composed(
            new EpisodeRun(RULES.sequentialNumbers())
                .match("unanswered", List.of("sweep", "unanswered"), rows.get(0), rows.get(1)));

    assertThat(finding.entityKind()).isEqualTo("destination_block");
    assertThat(finding.entityValue()).isEqualTo("+24177012");
    assertThat(finding.blockDigits()).isEqualTo(3);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.windowStart()).isEqualTo(START);
    assertThat(finding.sends()).isEqualTo(20);
    assertThat(finding.trials()).isEqualTo(9);
    assertThat(finding.matureSends()).isEqualTo(9);
    assertThat(finding.failedTrials()).isEqualTo(9);
    assertThat(finding.conversion()).isZero();
    assertThat(finding.longestRun()).isEqualTo(20);
    assertThat(finding.blockDensity()).isCloseTo(0.02, within(1e-9));
    assertThat(finding.score()).isGreaterThan(finding.threshold());
    assertThat(finding.threshold()).isEqualTo(RULES.sequentialNumbers().significance());
    assertThat(finding.explanation())
        .isEqualTo(
            "numbers +24177012xxx: 20 distinct numbers closer together than chance (10^-31, limit"
                + " 10^-6), longest run 20, 9 of 9 number sessions failed, USD 1.00.");
    assertThat(finding.recommendedAction())
        .isEqualTo("block destination prefix +24177012 on flow signup_otp");
  }

  @Test
  void anImbalanceIsToldWithWhatIsNormal() {
    long[] numbers = numbers(16);
    TrafficFeatures row =
        KeyStory.of(BLOCK)
            .expecting(new Expectation(0.1, 1.5, 0.5, Expectation.LEARNT))
            .minute(0, seen -> seen.sent(numbers))
            .minute(10, seen -> seen.failedTrials(numbers))
            .rows()
            .stream()
            .filter(each -> each.exceedances().containsKey("imbalance-block-evidence"))
            .findFirst()
            .orElseThrow();
    Finding finding =
        composed(
            new EpisodeRun(RULES.sendToSuccessImbalance())
                .match("block", List.of("imbalance"), row));

    assertThat(finding.expectedConversion()).isEqualTo(0.5);
    assertThat(finding.explanation())
        .isEqualTo(
            "numbers +24177012xxx: 16 of 16 number sessions failed where 50 % normally succeed, 16"
                + " sends, USD 0.80; evidence of 10.8 against a limit of 9.0 decided.");
    assertThat(finding.windowStart()).isEqualTo(START);
    assertThat(finding.windowEnd()).isEqualTo(START.plusSeconds(11 * 60));
  }

  @Test
  void anImbalanceWithinACollapseNeitherAlertsNorBlocks() {
    TrafficFeatures row =
        KeyStory.of(BLOCK)
            .minute(0, seen -> seen.sent(numbers(20)).failedTrials(numbers(20)))
            .restCollapsed()
            .rows()
            .get(0);
    Finding finding =
        composed(
            new EpisodeRun(RULES.sendToSuccessImbalance())
                .match("block", List.of("imbalance"), row));

    assertThat(finding.severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(finding.alerting()).isFalse();
    assertThat(finding.recommendedAction()).isEqualTo("check the verification page");
    assertThat(finding.explanation()).contains("verification itself seems broken");
  }

  @Test
  void trialsAreNullWhereSuccessIsNotLogged() {
    long[] run = LongStream.range(24_177_012_400L, 24_177_012_425L).toArray();
    TrafficFeatures row =
        KeyStory.of(BLOCK)
            .minute(0, seen -> seen.sent(run).failedTrials(run))
            .successIsNotLogged()
            .rows()
            .get(0);
    Finding finding =
        composed(
            new EpisodeRun(RULES.sequentialNumbers())
                .match("unlogged-sweep", List.of("sweep"), row));

    assertThat(finding.conversion()).isNull();
    assertThat(finding.trials()).isNull();
    assertThat(finding.failedTrials()).isNull();
    assertThat(finding.explanation()).contains("success is not logged here", "limit 10^-12");
  }

  @Test
  void aCohortIsToldByItsBlocks() {
    int blocks = 25;
    long[] numbers =
        LongStream.range(0, 2 * blocks)
            .map(i -> 24_177_000_000L + i / 2 * 10_000 + i % 2 * 5_000)
            .toArray();
    TrafficFeatures row =
        KeyStory.of(TrafficKey.of(Grain.BLOCK_COHORT, "acme", "GA"))
            .minute(0, seen -> seen.sent(numbers).failedTrials(numbers))
            .rows()
            .get(0);
    Finding finding =
        composed(
            new EpisodeRun(RULES.sendToSuccessImbalance())
                .match("wide", List.of("imbalance"), row));

    assertThat(finding.destinationRanges())
        .hasSize(blocks)
        .contains(new DestinationRange("+2417700", 2, "+24177000000", "+24177005000"))
        .allMatch(range -> range.count() == 2);
    assertThat(finding.explanation()).startsWith("new blocks of numbers in GA: 50 of 50");
    assertThat(finding.recommendedAction())
        .isEqualTo("block the destination prefixes in destination_ranges on flow signup_otp");
  }

  @Test
  void evidenceThatDisagreesNamesNoFlow() {
    TrafficFeatures row =
        KeyStory.of(CLIENT)
            .minute(
                0,
                seen ->
                    seen.sent(numbers(20))
                        .with(event -> event.flow("login_otp").country("GA"))
                        .sent(numbers(20)))
            .rows()
            .get(0);
    Finding finding = composed(new EpisodeRun(RULES.burst()).match("flash", List.of("flash"), row));

    assertThat(finding.flow()).isNull();
    assertThat(finding.country()).isEqualTo("GA");
    assertThat(finding.recommendedAction()).isEqualTo("challenge 203.0.113.7");
  }

  @Test
  void theRevisionThatClosesSaysSo() {
    Episode episode =
        new EpisodeRun(RULES.burst())
            .match("flash", List.of("flash"), clientStory().rows().get(0))
            .episode();
    Finding closed = FindingComposer.compose(episode.closed(), Finding.CLOSED, RULES.burst());
    Finding stamped = closed.stamped(closed.placement(), true, START);

    assertThat(closed.status()).isEqualTo("closed");
    assertThat(closed.revision()).isEqualTo(2);
    assertThat(closed.cutByEndOfInput()).isFalse();
    assertThat(stamped.cutByEndOfInput()).isTrue();
    assertThat(stamped.emittedAt()).isEqualTo(START);
    assertThat(stamped)
        .usingRecursiveComparison()
        .ignoringFields("cutByEndOfInput", "emittedAt")
        .isEqualTo(closed);
  }

  @Test
  void aWindowOfTheEvidenceShowsItsStatisticAgainstItsLimit() {
    TrafficFeatures row = clientStory().rows().get(0);

    FindingWindow window = FindingComposer.window("id", "flash", row, RULES.burst());

    assertThat(window)
        .isEqualTo(
            new FindingWindow(
                "id",
                "flash",
                START,
                START.plusSeconds(60),
                30,
                28,
                5,
                20,
                4,
                2,
                0,
                0,
                30,
                0.2,
                35,
                20));
  }

  private static Finding burst(KeyStory story) {
    return composed(
        new EpisodeRun(RULES.burst()).match("flash", List.of("flash"), story.rows().get(0)));
  }

  private static Finding composed(EpisodeRun run) {
    Episode episode = run.episode();
    return FindingComposer.compose(episode, Finding.OPEN, RULES.pattern(episode.pattern()));
  }

  private static KeyStory clientStory() {
    return KeyStory.of(CLIENT).minute(0, FindingComposerTest::busyMinute);
  }

  private static void busyMinute(TallyBuilder seen) {
    TallyBuilder unused =
        seen.with(
                event ->
                    event
                        .flow("signup_otp")
                        .country("GA")
                        .network("628-03")
                        .provider("twilio")
                        .region("eu-west-1")
                        .sourceIp("203.0.113.7")
                        .userId("user-1")
                        .userAgent("curl/8"))
            .events(EventType.REQUESTED, numbers(30))
            .sent(numbers(28))
            .events(EventType.DELIVERED, numbers(20))
            .events(EventType.UNDELIVERED, numbers(4))
            .events(EventType.FAILED, numbers(1))
            .events(EventType.BLOCKED, numbers(5))
            .verified(numbers(2));
  }

  /** Numbers of the block in an order that is no sequence. */
  private static long[] numbers(int count) {
    return LongStream.range(0, count).map(i -> 24_177_012_006L + i * 617 % 973).toArray();
  }
}
