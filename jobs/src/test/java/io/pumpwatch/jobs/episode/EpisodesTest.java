package io.pumpwatch.jobs.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PatternMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration GAP = RULES.burst().episodeGap();
  private static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

  /** A match of the minute that begins so long after the start. */
  private static PatternMatch match(Duration after) {
    long start = START.plus(after).toEpochMilli();
    TrafficFeatures minute =
        new TrafficHistory()
            .advance(
                CLIENT,
                start,
                start + MINUTE.toMillis(),
                TrafficTally.create(CLIENT),
                RULES.baseline().expect(CLIENT, start))
            .withExceedances(Map.of(BurstPattern.RATE, new Exceedance(50, 20)))
            .withHealth(new TenantHealth(true, false, true, true, 0, 0, 0));
    return new PatternMatch(
        BurstPattern.NAME, "flash", List.of(new PatternMatch.MatchedWindow("flash", minute)));
  }

  private static List<Finding> revisions(List<PatternMatch> matches) throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<
            EpisodeKey, PatternMatch, RulesChange, FindingRevision>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new Episodes<>(RULES, new RulesInForce(new RulesReader(RULES)), "run"),
                    List.of(RulesInForce.changes())),
                EpisodeKey::of,
                null,
                TypeInformation.of(EpisodeKey.class))) {
      harness.open();
      for (PatternMatch match : matches) {
        harness.processElement1(match, match.detectedAt() - 1);
      }
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      harness.processWatermark1(Watermark.MAX_WATERMARK);
      return harness.extractOutputValues().stream().map(FindingRevision::finding).toList();
    }
  }

  private static List<String> statuses(List<Finding> revisions) {
    return revisions.stream().map(Finding::status).toList();
  }

  @Test
  void matchesWithinTheGapAreOneEpisode() throws Exception {
    List<Finding> revisions = revisions(List.of(match(Duration.ZERO), match(GAP.minus(MINUTE))));

    assertThat(revisions).extracting(Finding::findingId).containsOnly(revisions.get(0).findingId());
    assertThat(revisions).extracting(Finding::status).last().isEqualTo(Finding.CLOSED);
  }

  @Test
  void aKeyThatWasQuietForTheGapIsClaimedAnew() throws Exception {
    List<Finding> revisions = revisions(List.of(match(Duration.ZERO), match(GAP)));

    assertThat(statuses(revisions))
        .containsExactly(Finding.OPEN, Finding.CLOSED, Finding.OPEN, Finding.CLOSED);
    assertThat(revisions.get(2).findingId()).isNotEqualTo(revisions.get(0).findingId());
  }

  @Test
  void whatGoesOnForADayIsClaimedAnewEachDay() throws Exception {
    List<PatternMatch> matches = new ArrayList<>();
    Duration step = GAP.dividedBy(2);
    Duration last = DAY.multipliedBy(2).plus(GAP);
    for (Duration after = Duration.ZERO; after.compareTo(last) <= 0; after = after.plus(step)) {
      matches.add(match(after));
    }

    List<Finding> revisions = revisions(matches);

    List<Finding> closed =
        revisions.stream().filter(finding -> finding.status().equals(Finding.CLOSED)).toList();
    assertThat(closed)
        .extracting(Finding::windowStart)
        .containsExactly(START, START.plus(DAY), START.plus(DAY.multipliedBy(2)));
    assertThat(closed).extracting(Finding::findingId).doesNotHaveDuplicates();
    assertThat(closed.get(0).windowEnd())
        .as("the last minute before the new claim")
        .isEqualTo(START.plus(DAY).minus(step).plus(MINUTE));
    assertThat(revisions)
        .filteredOn(finding -> finding.revision() == 1)
        .extracting(Finding::detectedAt)
        .containsExactly(
            START.plus(MINUTE),
            START.plus(DAY).plus(MINUTE),
            START.plus(DAY.multipliedBy(2)).plus(MINUTE));
  }

  @Test
  void aDayThatIsOverClosesNothingWhereNothingGoesOn() throws Exception {
    assertThat(statuses(revisions(List.of(match(Duration.ZERO)))))
        .containsExactly(Finding.OPEN, Finding.CLOSED);
  }
}
