package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
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
 * @param leastConcentrated the same where a block takes far more of its country's messages than it
 *     used to; also how many must have failed within the last day, or hour where it is no block
 * @param concentrationWeight how much of a block's concentration ({@link
 *     io.pumpwatch.feature.Concentration}) adds to its evidence, up to two thirds of the limit
 * @param refusalWeight nats that a message of the span adds which the provider itself refused as
 *     fraud, likewise
 * @param greatestConversion share of the span's trials that may have succeeded
 * @param purity share of the failed trials of a range, network or country that must be in blocks
 *     from which no code had come back
 * @param persistence how long a wide key must go on
 * @param patience how long that is waited for
 * @param episodeGap how long a key must be quiet for its episode to be over
 */
public record SendToSuccessImbalancePattern(
    Map<String, Double> limits,
    int leastNumbers,
    int leastConcentrated,
    double concentrationWeight,
    double refusalWeight,
    double greatestConversion,
    double purity,
    Duration persistence,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "send-to-success-imbalance";

  /** The labels of keys that it can watch. */
  public static final List<String> WATCHABLE =
      List.of(
          "destination_block_2",
          "destination_block_3",
          "destination_block_4",
          "destination_range",
          "source_ip",
          "block_cohort",
          "country",
          "flow",
          "network");

  /** Share of the limit that concentration may stand for. */
  private static final double MOST_HELP = 2.0 / 3;

  static final String IMBALANCE = "imbalance";
  static final String PERSISTING = "persisting";

  /** Statistic: evidence of a block's trials, nats. */
  public static final String BLOCK_EVIDENCE = "imbalance-block-evidence";

  /** Statistic: evidence of a wider key's trials, nats. */
  public static final String WIDE_EVIDENCE = "imbalance-wide-evidence";

  /** The thresholds that ship. */
  public static SendToSuccessImbalancePattern defaults() {
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("destination_block_2", 9.0);
    limits.put("destination_block_3", 9.0);
    limits.put("destination_block_4", 9.0);
    limits.put("destination_range", 14.0);
    limits.put("source_ip", 14.0);
    limits.put("block_cohort", 16.0);
    limits.put("country", 20.0);
    limits.put("flow", 30.0);
    return new SendToSuccessImbalancePattern(
        limits,
        8,
        5,
        0.5,
        1,
        0.2,
        0.8,
        Duration.ofMinutes(5),
        Duration.ofHours(6),
        Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SendToSuccessImbalancePattern demanding(double evidence) {
    Map<String, Double> demanded = new LinkedHashMap<>(limits);
    demanded.replaceAll((label, limit) -> limit * evidence);
    return new SendToSuccessImbalancePattern(
        demanded,
        leastNumbers,
        leastConcentrated,
        concentrationWeight,
        refusalWeight,
        greatestConversion,
        purity,
        persistence,
        patience,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(BLOCK_EVIDENCE, WIDE_EVIDENCE);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    TrafficKey key = features.key();
    Double limit = limits.get(key.label());
    double least = limit == null ? 0 : key.isBlock() ? limit - greatestHelp(limit) : limit;
    if (limit == null
        || features.trialEvidence() < least
        || features.span() == null
        || lately(features) < leastConcentrated) {
      return Map.of();
    }
    TrafficTally span = features.span();
    long trials = span.failedTrials() + span.succeededTrials();
    if ((key.is(Grain.NETWORK) && span.sends() == 0)
        || span.failedNumbers().estimate() < (key.isBlock() ? leastConcentrated : leastNumbers)
        || span.succeededTrials() > greatestConversion * trials
        || (needsPurity(key) && span.novelFailed() < purity * span.failedTrials())) {
      return Map.of();
    }
    return Map.of(
        key.isBlock() ? BLOCK_EVIDENCE : WIDE_EVIDENCE,
        new Exceedance(features.trialEvidence(), limit));
  }

  /**
   * Failed trials of the day or, on what is wider than a block, hour: evidence alone is old news.
   */
  private static long lately(TrafficFeatures features) {
    return features.key().isBlock()
        ? features.activity().day().failed()
        : features.recentFailedTrials();
  }

  /**
   * What flow and country usually convert is known by now. Concentration and what the provider
   * itself refused as fraud help a block that fails, up to two thirds of the limit: never alone.
   */
  @Override
  public Exceedance judged(String statistic, Exceedance candidate, TrafficFeatures features) {
    double help =
        BLOCK_EVIDENCE.equals(statistic)
            ? Math.min(help(features), greatestHelp(candidate.limit()))
            : 0;
    return new Exceedance(features.trialEvidence() + help, candidate.limit());
  }

  @Override
  public boolean confirms(String statistic, TrafficFeatures features) {
    return !features.key().isBlock()
        || features.span().failedNumbers().estimate() >= leastNumbers
        || help(features) >= greatestHelp(features.exceedance(statistic).limit());
  }

  private double help(TrafficFeatures features) {
    return concentrationWeight * features.health().concentration()
        + refusalWeight * features.span().refusedAsFraud();
  }

  private static double greatestHelp(double limit) {
    return limit * MOST_HELP;
  }

  /** What is wider than a block is claimed only where next to all that fails is new. */
  private static boolean needsPurity(TrafficKey key) {
    return key.is(Grain.DESTINATION_RANGE) || key.is(Grain.NETWORK) || key.is(Grain.COUNTRY);
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
    String reason = HarmlessReason.of(evidence);
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
            Impact.toll(tally),
            evidence.score(),
            evidence.limit(),
            reason);
    Severity severity = Impact.severity(tally).atLeast(Severity.MEDIUM);
    return new Assessment(
        reason.isEmpty() && !evidence.key().is(Grain.FLOW) ? severity : Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        HarmlessReason.isOutage(evidence)
            ? "check the verification page"
            : Impact.action(evidence.key(), tally));
  }
}
