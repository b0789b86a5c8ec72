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
 * program repeats itself within seconds; a flood goes on. Where success is not logged it takes more
 * of them, and the finding is of low severity at most.
 *
 * @param repeatedSends messages without an answer from which a number is watched
 * @param unansweredSends messages without an answer that count
 * @param leastMinutes in how many different minutes they must have been sent
 * @param unloggedMultiple how many times as many count where success is not logged
 * @param persistence how long after the first of them they must still be sent
 * @param patience how long that is waited for
 * @param episodeGap how long a number must be quiet for its episode to be over
 */
public record RepeatFloodPattern(
    int repeatedSends,
    int unansweredSends,
    int leastMinutes,
    double unloggedMultiple,
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

  /** Statistic: the same against the number that counts where success is not logged. */
  public static final String UNLOGGED = "flood-unlogged";

  /** The thresholds that ship. */
  public static RepeatFloodPattern defaults() {
    return new RepeatFloodPattern(
        4, 8, 4, 2, Duration.ofMinutes(6), Duration.ofHours(12), Duration.ofHours(6));
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
        unloggedMultiple,
        persistence,
        patience,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(REPEATED, UNANSWERED, UNLOGGED);
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
    Exceedance unanswered = new Exceedance(repeated.score(), unansweredSends);
    Exceedance unlogged = new Exceedance(repeated.score(), unansweredSends * unloggedMultiple);
    boolean goesOn =
        features.recentAttempts() >= leastMinutes
            && features.windowEnd() - features.spanStart() >= persistence.toMillis();
    if (goesOn && unanswered.reached()) {
      reached.put(UNANSWERED, unanswered);
    }
    if (goesOn && unlogged.reached()) {
      reached.put(UNLOGGED, unlogged);
    }
    return reached;
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return statistic.equals(features.health().successIsLogged() ? UNANSWERED : UNLOGGED);
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
    Pattern<TrafficFeatures, ?> unlogged =
        Pattern.<TrafficFeatures>begin(FLOODED, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(UNLOGGED))
            .where(new SuccessLogged(false))
            .within(patience);
    return List.of(new PatternShape("flood", flood), new PatternShape("unlogged-flood", unlogged));
  }

  @Override
  public boolean claimsSpan() {
    return true;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    boolean logged = evidence.health().successIsLogged();
    String reason = HarmlessReason.of(evidence);
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: %,d messages%s and %s, %s, where nobody asks more than a few times;"
                + " %.0f messages without an answer against a limit of %.0f decided%s.",
            Impact.entity(evidence.key()),
            tally.sends(),
            Impact.some(" for %,d client%s", tally.clients().estimate()),
            logged ? "no code came back" : "success is not logged here",
            Impact.toll(tally),
            evidence.score(),
            evidence.limit(),
            reason);
    Severity severity = Impact.severity(tally).atMost(logged ? Severity.CRITICAL : Severity.LOW);
    return new Assessment(
        reason.isEmpty() ? severity : Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
