package io.pumpwatch.pattern;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits from a wished rate of false alarms. The rate is shared equally over the patterns that rest
 * on a probability, within a pattern equally over what it watches, and there over all decisions of
 * a day, of which there is at most one for each trial or attempt:
 *
 * <ul>
 *   <li>evidence of trials: h = ln(n / α), since the mean number of trials between false alarms of
 *       a cumulative sum is at least e^h (Lorden 1971);
 *   <li>probabilities: α / n, since of n decisions at most that share alarms (Bonferroni),
 * </ul>
 *
 * for n decisions a day and a share α of the wished rate. These are bounds: what is needed beside
 * the limits (distinct numbers, persistence, conversion) makes real rates lower.
 *
 * @param perDay wished false alarms a tenant and day; 0 leaves the limits as they are set
 * @param trialsPerDay trials, and attempts, of a tenant on a day
 */
public record FalseAlarmBudget(double perDay, double trialsPerDay) implements Serializable {
  /** Burst, sequence, imbalance and partial conversion. */
  private static final int PATTERNS = 4;

  /** Blocks of 100, 1 000 and 10 000 numbers, each by the last hour and by the last day. */
  private static final int BLOCKS_AND_SPANS = 6;

  /** The limits as they are set. */
  public static FalseAlarmBudget unstated() {
    return new FalseAlarmBudget(0, 10_000);
  }

  /** Whether limits are to be had from it. */
  boolean isStated() {
    return perDay > 0;
  }

  /** Nats that the evidence of trials must reach where so many kinds of key are watched. */
  double evidence(int kinds) {
    return Math.log(trialsPerDay * PATTERNS * kinds / perDay);
  }

  /** Chance with which one of a pattern's decisions may be wrong where it makes so many kinds. */
  double probability(int kinds) {
    return perDay / (trialsPerDay * PATTERNS * kinds);
  }

  BurstPattern limit(BurstPattern burst) {
    return new BurstPattern(
        burst.floors(),
        probability(burst.floors().size()),
        burst.flashMultiple(),
        burst.convertingShare(),
        burst.episodeGap());
  }

  SequentialNumbersPattern limit(SequentialNumbersPattern sequence) {
    return new SequentialNumbersPattern(
        -Math.log10(probability(BLOCKS_AND_SPANS)),
        sequence.leastNumbers(),
        sequence.unansweredTrials(),
        sequence.unansweredConversion(),
        sequence.unloggedMultiple(),
        sequence.patience(),
        sequence.episodeGap());
  }

  SendToSuccessImbalancePattern limit(SendToSuccessImbalancePattern imbalance) {
    Map<String, Double> limits = new LinkedHashMap<>(imbalance.limits());
    limits.replaceAll((label, limit) -> evidence(limits.size()));
    return new SendToSuccessImbalancePattern(
        limits,
        imbalance.leastNumbers(),
        imbalance.leastConcentrated(),
        imbalance.concentrationWeight(),
        imbalance.refusalWeight(),
        imbalance.greatestConversion(),
        imbalance.purity(),
        imbalance.persistence(),
        imbalance.patience(),
        imbalance.episodeGap());
  }

  PartialConversionPattern limit(PartialConversionPattern partial) {
    return new PartialConversionPattern(
        -Math.log10(probability(BLOCKS_AND_SPANS * partial.statistics().size())),
        partial.concentration(),
        partial.leastTrials(),
        partial.leastConversion(),
        partial.persistence(),
        partial.patience(),
        partial.episodeGap());
  }
}
