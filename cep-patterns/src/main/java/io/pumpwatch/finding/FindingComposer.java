package io.pumpwatch.finding;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.EvidenceContext;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.pattern.Assessment;
import io.pumpwatch.pattern.PumpingPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the rows of the findings table from episodes. */
public final class FindingComposer {
  private static final int RANGES = 20;
  private static final int VALUES = 10;
  private static final int MESSAGES = 20;
  private static final int RANGE_DIGITS_LEFT_OUT = 3;
  private static final int COHORT_DIGITS_LEFT_OUT = 4;

  /** A cohort is nothing but its blocks. */
  private static final int COHORT_RANGES = 200;

  private static final double MICROS_PER_USD = 1e6;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private FindingComposer() {}

  /**
   * The row of an episode as it stands. When it is emitted, and whether it was cut by the end of
   * the input, is filled in later.
   *
   * @param pattern whose episode it is, as it is in force
   */
  public static Finding compose(Episode episode, String status, PumpingPattern pattern) {
    TrafficKey key = episode.key();
    TrafficTally tally = episode.tally();
    EvidenceContext context = tally.context();
    Assessment assessment = pattern.assess(episode.evidence());
    long trials = tally.failedTrials() + tally.succeededTrials();
    boolean judged = key.digits() > 0 || trials > 0;
    boolean known = judged && episode.health().successIsLogged();
    double cost = tally.costMicroUsd() / MICROS_PER_USD;
    double hours = (episode.end() - episode.start()) / MILLIS_PER_HOUR;
    return new Finding(
        episode.findingId(),
        episode.revision(),
        status,
        false,
        episode.findingId(),
        null,
        null,
        episode.pattern(),
        assessment.severity(),
        assessment.confidence(),
        key.tenant(),
        context.flow(),
        context.country(),
        context.network(),
        context.networkName(),
        context.provider(),
        context.region(),
        key.grain(),
        key.value(),
        key.digits() == 0 ? null : key.digits(),
        Instant.ofEpochMilli(episode.start()),
        Instant.ofEpochMilli(episode.end()),
        Instant.ofEpochMilli(episode.detectedAt()),
        tally.count(EventType.REQUESTED),
        tally.count(EventType.SENT),
        tally.sends(),
        trials,
        tally.count(EventType.DELIVERED),
        tally.count(EventType.UNDELIVERED),
        tally.count(EventType.FAILED),
        tally.count(EventType.BLOCKED),
        tally.count(EventType.VERIFIED),
        tally.destinations().estimate(),
        tally.clients().estimate(),
        tally.users().estimate(),
        episode.evidence().expectedAttempts(),
        episode.expectation().conversion(),
        episode.expectation().source(),
        known ? (Long) trials : null,
        known ? (Long) tally.failedTrials() : null,
        known && trials > 0 ? (Double) (tally.succeededTrials() / (double) trials) : null,
        key.isBlock() ? (Long) (long) episode.sequence().longestRun() : null,
        key.isBlock() ? (Double) (tally.destinations().estimate() / (double) key.numbers()) : null,
        episode.decided().score(),
        episode.decided().limit(),
        cost,
        cost / hours,
        tally.costIsEstimated(),
        ranges(key, tally),
        values(tally.topAddresses(VALUES)),
        values(tally.topAgents(VALUES)),
        tally.messageIds(MESSAGES),
        assessment.explanation(),
        assessment.recommendedAction(),
        episode.opening().mode().word(),
        null,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        episode.opening().rulesVersion(),
        episode.opening().runId(),
        null);
  }

  /** The row that {@code explain} shows for a window of the evidence. */
  public static FindingWindow window(
      String findingId, String stage, TrafficFeatures features, PumpingPattern pattern) {
    TrafficTally window = features.window();
    Exceedance decided = Episode.furthest(features, pattern).getValue();
    return new FindingWindow(
        findingId,
        stage,
        Instant.ofEpochMilli(features.windowStart()),
        Instant.ofEpochMilli(features.windowEnd()),
        window.count(EventType.REQUESTED),
        window.count(EventType.SENT),
        window.count(EventType.BLOCKED),
        window.count(EventType.DELIVERED),
        window.count(EventType.UNDELIVERED),
        window.count(EventType.VERIFIED),
        window.failedTrials(),
        window.succeededTrials(),
        window.destinations().estimate(),
        features.expectation().attemptsPerMinute(),
        decided.score(),
        decided.limit());
  }

  private static List<ValueCount> values(List<Map.Entry<String, Long>> entries) {
    return entries.stream().map(entry -> new ValueCount(entry.getKey(), entry.getValue())).toList();
  }

  private static List<DestinationRange> ranges(TrafficKey key, TrafficTally tally) {
    boolean cohort = key.is(Grain.BLOCK_COHORT);
    int leftOut =
        cohort
            ? COHORT_DIGITS_LEFT_OUT
            : key.isBlock() ? Math.min(key.digits(), RANGE_DIGITS_LEFT_OUT) : RANGE_DIGITS_LEFT_OUT;
    long size = Math.round(Math.pow(10, leftOut));
    TreeMap<Long, List<Long>> byPrefix = new TreeMap<>();
    for (long number : tally.destinations().values()) {
      byPrefix.computeIfAbsent(number / size, unused -> new ArrayList<>()).add(number);
    }
    return byPrefix.entrySet().stream()
        .map(
            entry ->
                new DestinationRange(
                    "+" + entry.getKey(),
                    entry.getValue().size(),
                    "+" + entry.getValue().get(0),
                    "+" + entry.getValue().get(entry.getValue().size() - 1)))
        .sorted(
            Comparator.comparingLong(DestinationRange::count)
                .reversed()
                .thenComparing(DestinationRange::prefix))
        .limit(cohort ? COHORT_RANGES : RANGES)
        .toList();
  }
}
