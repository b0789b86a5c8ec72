package io.pumpwatch.pattern;

import io.pumpwatch.feature.Baseline;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrialRules;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides what is found: the catalogue of patterns with their thresholds, what a
 * trial is, and what is normal before anything was learnt.
 *
 * @param trials what makes a trial of a number's messages
 * @param priors expectations of a cold start
 * @param burst thresholds of {@code burst}
 * @param sequentialNumbers thresholds of {@code sequential-numbers}
 * @param sendToSuccessImbalance thresholds of {@code send-to-success-imbalance}
 */
public record DetectionRules(
    TrialRules trials,
    PriorBaseline priors,
    BurstPattern burst,
    SequentialNumbersPattern sequentialNumbers,
    SendToSuccessImbalancePattern sendToSuccessImbalance)
    implements Serializable {

  /** The rules that ship. */
  public static DetectionRules defaults() {
    return new DetectionRules(
        TrialRules.defaults(),
        PriorBaseline.defaults(),
        BurstPattern.defaults(),
        SequentialNumbersPattern.defaults(),
        SendToSuccessImbalancePattern.defaults());
  }

  /** The catalogue. */
  public List<PumpingPattern> patterns() {
    return List.of(burst, sequentialNumbers, sendToSuccessImbalance);
  }

  /** The pattern of that name; a match of a pattern that is not in the catalogue is impossible. */
  public PumpingPattern pattern(String name) {
    return patterns().stream()
        .filter(pattern -> pattern.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pattern " + name));
  }

  /** What is normal. */
  public Baseline baseline() {
    return priors;
  }

  /** The features with every statistic that reaches its limit, over all patterns. */
  public TrafficFeatures evaluate(TrafficFeatures features) {
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    for (PumpingPattern pattern : patterns()) {
      reached.putAll(pattern.exceedances(features));
    }
    return reached.isEmpty() ? features : features.withExceedances(reached);
  }
}
