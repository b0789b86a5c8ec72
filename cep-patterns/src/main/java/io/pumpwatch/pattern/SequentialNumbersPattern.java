package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
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
 * A block is gone through: its numbers lie closer together, or more evenly, than chance puts so
 * many, whatever the order they came in, and then their codes do not come back. Where success is
 * not logged for the block the closeness has to be greater, and the finding is a lower one.
 *
 * @param significance −log10 of the chance probability that counts
 * @param leastNumbers least distinct numbers of the block in the hour or day
 * @param unansweredTrials least matured trials of the last hour or span that show no answer
 * @param unansweredConversion share of them that may succeed at most
 * @param unloggedMultiple how many times the significance and the numbers must be where success is
 *     not logged
 * @param patience how long after the sweep its codes are waited for
 * @param episodeGap how long a key must be quiet for its episode to be over
 */
public record SequentialNumbersPattern(
    double significance,
    int leastNumbers,
    int unansweredTrials,
    double unansweredConversion,
    double unloggedMultiple,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "sequential-numbers";

  static final String SWEEP = "sweep";
  static final String UNANSWERED = "unanswered";

  /** Statistic: closeness of the numbers, −log10 of its chance probability. */
  public static final String CLOSENESS = "sequence-closeness";

  /** Statistic: the same against the limit for where success is not logged. */
  public static final String UNLOGGED_CLOSENESS = "sequence-unlogged-closeness";

  /** Statistic: failed trials of a block that is gone through and does not answer. */
  public static final String SILENCE = "sequence-silence";

  /** The thresholds that ship. */
  public static SequentialNumbersPattern defaults() {
    return new SequentialNumbersPattern(6, 10, 6, 0.2, 2, Duration.ofHours(3), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SequentialNumbersPattern demanding(double evidence) {
    return new SequentialNumbersPattern(
        significance * evidence,
        (int) Math.ceil(leastNumbers * evidence),
        unansweredTrials,
        unansweredConversion,
        unloggedMultiple,
        patience,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(CLOSENESS, UNLOGGED_CLOSENESS, SILENCE);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    int distinct = features.sequence().distinct();
    Exceedance closeness = new Exceedance(features.sequence().score(), significance);
    if (distinct < leastNumbers || !closeness.reached()) {
      return Map.of();
    }
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    reached.put(CLOSENESS, closeness);
    Exceedance unlogged = new Exceedance(closeness.score(), significance * unloggedMultiple);
    if (unlogged.reached() && distinct >= leastNumbers * unloggedMultiple) {
      reached.put(UNLOGGED_CLOSENESS, unlogged);
    }
    long failed = features.span() == null ? 0 : features.span().failedTrials();
    long succeeded = features.span() == null ? 0 : features.span().succeededTrials();
    Exceedance silence = new Exceedance(failed, unansweredTrials);
    if (silence.reached()
        && features.recentFailedTrials() > 0
        && succeeded <= unansweredConversion * (failed + succeeded)) {
      reached.put(SILENCE, silence);
    }
    return reached;
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return statistic.equals(features.health().successIsLogged() ? CLOSENESS : UNLOGGED_CLOSENESS);
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, ?> unanswered =
        Pattern.<TrafficFeatures>begin(SWEEP, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(CLOSENESS))
            .where(new SuccessLogged(true))
            .followedBy(UNANSWERED)
            .where(new Reaches(CLOSENESS))
            .where(new Reaches(SILENCE))
            .where(new SuccessLogged(true))
            .within(patience);
    Pattern<TrafficFeatures, ?> unlogged =
        Pattern.<TrafficFeatures>begin(SWEEP, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(UNLOGGED_CLOSENESS))
            .where(new SuccessLogged(false))
            .within(patience);
    return List.of(
        new PatternShape(UNANSWERED, unanswered), new PatternShape("unlogged-sweep", unlogged));
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
    String answer =
        logged
            ? String.format(
                Locale.ROOT,
                "%,d of %,d number sessions failed",
                tally.failedTrials(),
                tally.failedTrials() + tally.succeededTrials())
            : "success is not logged here";
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: %,d distinct numbers closer together than chance (10^-%.0f, limit 10^-%.0f), longest"
                + " run %d, %s, %s%s.",
            Impact.entity(evidence.key()),
            evidence.sequence().distinct(),
            evidence.score(),
            evidence.limit(),
            evidence.sequence().longestRun(),
            answer,
            Impact.toll(tally),
            reason);
    Severity severity = Impact.severity(tally);
    Severity judged = logged ? severity.atLeast(Severity.MEDIUM) : severity.atMost(Severity.LOW);
    return new Assessment(
        reason.isEmpty() ? judged : Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
