package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * One number again and again: messages go on to a number from which no code comes back. Somebody
 * who does not get the code asks three or four times within minutes and gives up, and a faulty
 * program repeats itself within seconds; a flood goes on.
 *
 * @param repeatedSends messages without an answer from which a number is watched
 * @param unansweredSends messages without an answer that count
 * @param leastMinutes in how many different minutes they must have been sent
 * @param persistence how long after the first of them they must still be sent
 * @param patience how long that is waited for
 * @param episodeGap how long a number must be quiet for its episode to be over
 */
public record RepeatFloodPattern(
    int repeatedSends,
    int unansweredSends,
    int leastMinutes,
    Duration persistence,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "repeat-flood";

  static final String REPEATED_STAGE = "repeated";
  static final String FLOODED = "flooded";

  /** Statistic: messages without an answer, against the number from which that is watched. */
  public static final String REPEATED = "flood-repeated";

  /** Statistic: messages without an answer, against the number that counts. */
  public static final String UNANSWERED = "flood-unanswered";

  /** The thresholds that ship. */
  public static RepeatFloodPattern defaults() {
    return new RepeatFloodPattern(
        4, 8, 4, Duration.ofMinutes(6), Duration.ofHours(12), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RepeatFloodPattern demanding(double evidence) {
    return new RepeatFloodPattern(
        repeatedSends,
        (int) Math.ceil(unansweredSends * evidence),
        leastMinutes,
        persistence,
        patience,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(REPEATED, UNANSWERED);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    if (!features.key().is(Grain.DESTINATION) || features.span() == null) {
      return Map.of();
    }
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    Exceedance repeated = new Exceedance(features.span().sends(), repeatedSends);
    if (repeated.reached()) {
      reached.put(REPEATED, repeated);
    }
    Exceedance unanswered = new Exceedance(features.span().sends(), unansweredSends);
    if (unanswered.reached()
        && features.recentAttempts() >= leastMinutes
        && features.windowEnd() - features.spanStart() >= persistence.toMillis()) {
      reached.put(UNANSWERED, unanswered);
    }
    return reached;
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return UNANSWERED.equals(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, ?> flood =
        Pattern.<TrafficFeatures>begin(REPEATED_STAGE, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(REPEATED))
            .where(new SuccessLogged(true))
            .followedBy(FLOODED)
            .where(new Reaches(UNANSWERED))
            .where(new SuccessLogged(true))
            .within(patience);
    return List.of(new PatternShape("flood", flood));
  }

  @Override
  public boolean claimsSpan() {
    return true;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    String reason = HarmlessReason.of(evidence);
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: %,d messages%s and no code came back, %s, where nobody asks more than a few times;"
                + " %.0f messages without an answer against a limit of %.0f decided%s.",
            Impact.entity(evidence.key()),
            tally.sends(),
            Impact.some(" for %,d client%s", tally.clients().estimate()),
            Impact.cost(tally),
            evidence.score(),
            evidence.limit(),
            reason);
    Severity severity = Impact.severity(tally).atLeast(Severity.LOW);
    return new Assessment(
        reason.isEmpty() ? severity : Severity.INFORMATIONAL,
        Impact.confidence(evidence.score(), evidence.limit(), evidence.expectation()),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
