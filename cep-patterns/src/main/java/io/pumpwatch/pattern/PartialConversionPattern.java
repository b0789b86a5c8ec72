package io.pumpwatch.pattern;

import io.pumpwatch.feature.EntryRegularity;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.RecentTrials;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A block takes more of its country's messages than it ever did, and some codes do come back, but
 * too few, or as regularly as only a program enters them. Neither speaks alone: a poor audience
 * converts little, and a company enrols its staff; only together with the concentration.
 *
 * @param significance −log10 of the chance probability that counts, of the shortfall or of the
 *     regularity
 * @param concentration least concentration on the block, nats
 * @param leastTrials least trials of the hour or day
 * @param leastConversion share of them that must have succeeded: what converts less is no partial
 *     conversion
 * @param persistence how long it must go on
 * @param patience how long that is waited for
 * @param episodeGap how long a block must be quiet for its episode to be over
 */
public record PartialConversionPattern(
    double significance,
    double concentration,
    int leastTrials,
    double leastConversion,
    Duration persistence,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "partial-conversion";

  static final String POORLY_ANSWERED = "poorly-answered";
  static final String PERSISTING = "persisting";

  /** Statistic: how rarely so few codes come back, −log10 of the probability. */
  public static final String SHORTFALL = "conversion-shortfall";

  /** Statistic: how rarely people enter codes so regularly, −log10 of the probability. */
  public static final String REGULARITY = "entry-regularity";

  private static final double LEAST_PROBABILITY = 1e-300;

  /** The thresholds that ship. */
  public static PartialConversionPattern defaults() {
    return new PartialConversionPattern(
        6, 15, 15, 0.1, Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PartialConversionPattern demanding(double evidence) {
    return new PartialConversionPattern(
        significance * evidence,
        concentration * evidence,
        leastTrials,
        leastConversion,
        persistence,
        patience,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(SHORTFALL, REGULARITY);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    if (!features.key().isBlock() || features.recentFailedTrials() <= 0) {
      return Map.of();
    }
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    keepReached(reached, SHORTFALL, shortfall(features));
    keepReached(
        reached, REGULARITY, judgeable(features).mapToDouble(EntryRegularity::of).max().orElse(0));
    return reached;
  }

  private Stream<RecentTrials> judgeable(TrafficFeatures features) {
    return Stream.of(features.activity().hour(), features.activity().day())
        .filter(recent -> recent.trials() >= leastTrials)
        .filter(recent -> recent.succeeded() >= leastConversion * recent.trials());
  }

  private double shortfall(TrafficFeatures features) {
    double expected = features.expectation().conversion();
    return judgeable(features).mapToDouble(recent -> shortfall(recent, expected)).max().orElse(0);
  }

  private static double shortfall(RecentTrials recent, double expectedConversion) {
    double probability =
        BinomialDistribution.of((int) recent.trials(), expectedConversion)
            .cumulativeProbability((int) recent.succeeded());
    return -Math.log10(Math.max(LEAST_PROBABILITY, probability));
  }

  private void keepReached(Map<String, Exceedance> reached, String statistic, double score) {
    if (score >= significance) {
      reached.put(statistic, new Exceedance(score, significance));
    }
  }

  /** What flow and country usually convert is known by now. */
  @Override
  public Exceedance judged(String statistic, Exceedance candidate, TrafficFeatures features) {
    return SHORTFALL.equals(statistic)
        ? new Exceedance(shortfall(features), candidate.limit())
        : candidate;
  }

  @Override
  public boolean confirms(String statistic, TrafficFeatures features) {
    TrafficTally seen = features.span() == null ? features.window() : features.span();
    return features.health().concentration() >= concentration
        && !HarmlessReason.looksLikeTests(seen, features.health())
        && !HarmlessReason.looksLikeJob(seen, features.health());
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return statistics().contains(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    return List.of(shape("shortfall", SHORTFALL), shape("regular-entry", REGULARITY));
  }

  private PatternShape shape(String name, String statistic) {
    return new PatternShape(
        name,
        Pattern.<TrafficFeatures>begin(POORLY_ANSWERED, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(statistic))
            .where(new SuccessLogged(true))
            .followedBy(PERSISTING)
            .where(new Reaches(statistic))
            .where(new SuccessLogged(true))
            .where(AfterStage.atLeast(POORLY_ANSWERED, persistence.toMillis()))
            .within(patience));
  }

  @Override
  public boolean claimsSpan() {
    return false;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    String reason = HarmlessReason.of(evidence);
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: the block takes far more of its country's messages than it used to (%.0f nats) and"
                + " %s (10^-%.0f, limit 10^-%.0f), %,d sends, %s%s.",
            Impact.entity(evidence.key()),
            evidence.health().concentration(),
            REGULARITY.equals(evidence.statistic())
                ? "codes come back as regularly as only a program enters them"
                : String.format(
                    Locale.ROOT,
                    "too few codes come back where %.0f %% normally do",
                    100 * evidence.expectation().conversion()),
            evidence.score(),
            evidence.limit(),
            tally.sends(),
            Impact.toll(tally),
            reason);
    return new Assessment(
        reason.isEmpty() ? Impact.severity(tally).atLeast(Severity.MEDIUM) : Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
