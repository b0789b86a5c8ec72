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
 * Messages arrive and codes do not come back: the cumulative evidence of failed number sessions
 * (see {@link io.pumpwatch.feature.TrialEvidence}) reaches its limit. Ten failures in one block
 * speak as clearly as ten thousand in a country, and forty an hour for days are still found. A wide
 * key (range, network, country, flow) must go on for a while, so that a narrower one can claim the
 * traffic first. Silent where success is not logged for traffic of this kind, and on a network that
 * only receipts name: a claim without sends and money helps nobody.
 *
 * @param limits evidence that counts, nats, by key label; a label that is missing is not watched
 * @param leastNumbers least distinct numbers among the failures
 * @param greatestConversion share of the span's trials that may have succeeded
 * @param persistence how long a wide key must go on
 * @param patience how long that is waited for
 * @param episodeGap how long a key must be quiet for its episode to be over
 */
public record SendToSuccessImbalancePattern(
    Map<String, Double> limits,
    int leastNumbers,
    double greatestConversion,
    Duration persistence,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "send-to-success-imbalance";

  static final String IMBALANCE = "imbalance";
  static final String PERSISTING = "persisting";

  /** Statistic: evidence of a block's trials, nats. */
  public static final String BLOCK_EVIDENCE = "imbalance-block-evidence";

  /** Statistic: evidence of a wider key's trials, nats. */
  public static final String WIDE_EVIDENCE = "imbalance-wide-evidence";

  /** The thresholds that ship. */
  public static SendToSuccessImbalancePattern defaults() {
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("destination_block_2", 8.0);
    limits.put("destination_block_3", 9.0);
    limits.put("destination_block_4", 10.0);
    limits.put("destination_range", 14.0);
    limits.put("network", 20.0);
    limits.put("country", 20.0);
    limits.put("flow", 30.0);
    return new SendToSuccessImbalancePattern(
        limits, 8, 0.15, Duration.ofMinutes(15), Duration.ofHours(6), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    Double limit = limits.get(features.key().label());
    if (limit == null || features.trialEvidence() < limit || features.span() == null) {
      return Map.of();
    }
    TrafficTally span = features.span();
    long trials = span.failedTrials() + span.succeededTrials();
    if ((features.key().is(Grain.NETWORK) && span.sends() == 0)
        || span.failedNumbers().estimate() < leastNumbers
        || span.succeededTrials() > greatestConversion * trials) {
      return Map.of();
    }
    return Map.of(
        features.key().isBlock() ? BLOCK_EVIDENCE : WIDE_EVIDENCE,
        new Exceedance(features.trialEvidence(), limit));
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return BLOCK_EVIDENCE.equals(statistic) || WIDE_EVIDENCE.equals(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, ?> block =
        Pattern.<TrafficFeatures>begin(IMBALANCE, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(BLOCK_EVIDENCE))
            .where(new SuccessLogged(true))
            .within(patience);
    Pattern<TrafficFeatures, ?> wide =
        Pattern.<TrafficFeatures>begin(IMBALANCE, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(WIDE_EVIDENCE))
            .where(new SuccessLogged(true))
            .followedBy(PERSISTING)
            .where(new Reaches(WIDE_EVIDENCE))
            .where(new SuccessLogged(true))
            .where(AfterStage.atLeast(IMBALANCE, persistence.toMillis()))
            .within(patience);
    return List.of(new PatternShape("block", block), new PatternShape("wide", wide));
  }

  @Override
  public boolean claimsSpan() {
    return true;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    long trials = tally.failedTrials() + tally.succeededTrials();
    boolean collapsed = evidence.health().restCollapsed();
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d number sessions failed where %.0f %% normally succeed, %,d sends, %s;"
                + " evidence of %.1f against a limit of %.1f decided%s.",
            Impact.entity(evidence.key()),
            tally.failedTrials(),
            trials,
            100 * evidence.expectation().conversion(),
            tally.sends(),
            Impact.cost(tally),
            evidence.score(),
            evidence.limit(),
            collapsed
                ? ", but the tenant's other traffic fails as well: verification itself seems broken"
                : "");
    Severity severity = Impact.severity(tally).atLeast(Severity.MEDIUM);
    return new Assessment(
        collapsed ? Severity.INFORMATIONAL : severity,
        Impact.confidence(evidence.score(), evidence.limit(), evidence.expectation()),
        explanation,
        collapsed ? "check the verification page" : Impact.action(evidence.key(), tally));
  }
}
