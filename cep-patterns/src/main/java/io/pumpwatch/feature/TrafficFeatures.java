package io.pumpwatch.feature;

import java.util.List;
import java.util.Map;

/**
 * One closed window of a traffic key, with its expectation and what the key's past adds: the rows
 * that patterns match.
 *
 * @param key whose traffic
 * @param windowStart milliseconds since the epoch
 * @param windowEnd milliseconds since the epoch, exclusive
 * @param window what was seen in the window
 * @param span what was seen since the trials' evidence last was nil, at most a day before it rose,
 *     through this window; null for client-side keys, which judge no trials
 * @param spanStart start of the span, milliseconds since the epoch
 * @param expectation what is normal for the key
 * @param previous what was seen in the window just before; null where nothing was attempted in it
 * @param recentAttempts attempts in the last hour
 * @param recentVerified codes that came back in the last hour
 * @param recentFailedTrials net failed trials in the last hour
 * @param recentSucceededTrials successful trials in the last hour
 * @param recentUnrequested number sessions of the last hour that nobody had asked for
 * @param recentCostMicroUsd money spent in the last hour
 * @param usualCostMicroUsd what the key usually spends in an hour like this; 0 where that is not
 *     known
 * @param sequence the closeness of the block's numbers over an hour or a day, whichever says more
 * @param trialEvidence the cumulative sum of {@link TrialEvidence}, nats
 * @param activity what is known of a block beside the window; null for every other key
 * @param exceedances by statistic, those that reached their limit
 * @param health what is known of the tenant around the key; null until it has been looked up
 * @param variants where a run tries several variants of the rules, what each of them reaches, in
 *     place of {@code exceedances}; else empty
 */
public record TrafficFeatures(
    TrafficKey key,
    long windowStart,
    long windowEnd,
    TrafficTally window,
    TrafficTally span,
    long spanStart,
    Expectation expectation,
    TrafficTally previous,
    long recentAttempts,
    long recentVerified,
    long recentFailedTrials,
    long recentSucceededTrials,
    long recentUnrequested,
    long recentCostMicroUsd,
    long usualCostMicroUsd,
    SequenceStatistic sequence,
    double trialEvidence,
    BlockActivity activity,
    Map<String, Exceedance> exceedances,
    TenantHealth health,
    List<VariantExceedances> variants) {
  private static final long MINUTE = 60_000;

  /** State of earlier versions knows no variants. */
  public TrafficFeatures {
    variants = variants == null ? List.of() : variants;
  }

  /** A window in a run of one variant of the rules. */
  public TrafficFeatures(
      TrafficKey key,
      long windowStart,
      long windowEnd,
      TrafficTally window,
      TrafficTally span,
      long spanStart,
      Expectation expectation,
      TrafficTally previous,
      long recentAttempts,
      long recentVerified,
      long recentFailedTrials,
      long recentSucceededTrials,
      long recentUnrequested,
      long recentCostMicroUsd,
      long usualCostMicroUsd,
      SequenceStatistic sequence,
      double trialEvidence,
      BlockActivity activity,
      Map<String, Exceedance> exceedances,
      TenantHealth health) {
    this(
        key,
        windowStart,
        windowEnd,
        window,
        span,
        spanStart,
        expectation,
        previous,
        recentAttempts,
        recentVerified,
        recentFailedTrials,
        recentSucceededTrials,
        recentUnrequested,
        recentCostMicroUsd,
        usualCostMicroUsd,
        sequence,
        trialEvidence,
        activity,
        exceedances,
        health,
        List.of());
  }

  /**
   * A window of a key in which nothing was seen at all.
   *
   * @param windowEnd milliseconds since the epoch
   */
  public static TrafficFeatures empty(TrafficKey key, long windowEnd, Expectation expectation) {
    long windowStart = windowEnd - MINUTE;
    return new TrafficFeatures(
        key,
        windowStart,
        windowEnd,
        TrafficTally.create(key),
        null,
        windowStart,
        expectation,
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        SequenceStatistic.NONE,
        0,
        null,
        Map.of(),
        null);
  }

  /** The statistic against its limit. */
  public Exceedance exceedance(String statistic) {
    return exceedances.getOrDefault(statistic, Exceedance.NONE);
  }

  /** Attempts of this window and the one just before it, no message counted in both. */
  public long attemptsOfTwo() {
    return previous == null ? window.attempts() : window.attemptsWith(previous);
  }

  /**
   * The window just before, where something was attempted in it, with the statistics that it helped
   * this one to reach.
   */
  public TrafficFeatures preceding() {
    return new TrafficFeatures(
        key,
        2 * windowStart - windowEnd,
        windowStart,
        previous,
        null,
        spanStart,
        expectation,
        null,
        recentAttempts,
        recentVerified,
        recentFailedTrials,
        recentSucceededTrials,
        recentUnrequested,
        recentCostMicroUsd,
        usualCostMicroUsd,
        sequence,
        trialEvidence,
        activity,
        exceedances,
        health,
        variants);
  }

  /** Whether no limit of a pattern is reached, by any variant of the rules. */
  public boolean isQuiet() {
    return exceedances.isEmpty() && variants.isEmpty();
  }

  /** The variants of the rules that reach a limit, a bit each. */
  public long reachedBy() {
    long reached = 0;
    for (VariantExceedances alike : variants) {
      reached |= alike.variants();
    }
    return reached;
  }

  /** Whether this window begins where the other ends: quiet windows in between have no row. */
  public boolean follows(TrafficFeatures other) {
    return windowStart == other.windowEnd;
  }

  /** The same with the exceedances of patterns. */
  public TrafficFeatures withExceedances(Map<String, Exceedance> values) {
    return with(activity, expectation, trialEvidence, values, health, variants);
  }

  /** The same with what variants of the rules reach. */
  public TrafficFeatures withVariants(List<VariantExceedances> values) {
    return with(activity, expectation, trialEvidence, exceedances, health, values);
  }

  /** The same with what is remembered of the block of 10 000 that holds this one. */
  public TrafficFeatures withRecord(BlockRecord record) {
    long earlier =
        key.tenant().equals(TrafficKey.ALL_TENANTS)
            ? record.earlierSends(windowStart)
            : record.earlierSends(key.tenant(), windowStart);
    BlockActivity known =
        new BlockActivity(
            activity.hour(), activity.day(), earlier, record.provenAt(key, windowStart));
    return with(known, expectation, trialEvidence, exceedances, health, variants);
  }

  /**
   * The same with what is known of the tenant: where nothing was learnt of the key itself, its flow
   * and country tell which conversion to expect, and how much its trials then are evidence of.
   */
  public TrafficFeatures withHealth(TenantHealth value) {
    double usual = value.usualConversion();
    if (span == null || usual == 0 || !expectation.source().equals(Expectation.PRIOR)) {
      return with(activity, expectation, trialEvidence, exceedances, value, variants);
    }
    double evidence =
        TrialEvidence.expecting(
            trialEvidence,
            span.failedTrials(),
            span.succeededTrials(),
            expectation.conversion(),
            usual);
    return with(activity, expectation.ofParent(usual), evidence, exceedances, value, variants);
  }

  private TrafficFeatures with(
      BlockActivity newActivity,
      Expectation newExpectation,
      double newTrialEvidence,
      Map<String, Exceedance> newExceedances,
      TenantHealth newHealth,
      List<VariantExceedances> newVariants) {
    return new TrafficFeatures(
        key,
        windowStart,
        windowEnd,
        window,
        span,
        spanStart,
        newExpectation,
        previous,
        recentAttempts,
        recentVerified,
        recentFailedTrials,
        recentSucceededTrials,
        recentUnrequested,
        recentCostMicroUsd,
        usualCostMicroUsd,
        sequence,
        newTrialEvidence,
        newActivity,
        newExceedances,
        newHealth,
        newVariants);
  }
}
