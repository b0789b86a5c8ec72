package io.pumpwatch.pattern;

import io.pumpwatch.feature.Baseline;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TrafficFeatures;
import java.util.List;
import java.util.Map;

/** What says which windows of traffic reach a limit: the rules, or several variants of them. */
public interface Judge {

  /** What is normal. */
  Baseline baseline();

  /** The features with every statistic that reaches its limit, over all patterns. */
  TrafficFeatures evaluate(TrafficFeatures features);

  /** An empty window of a tenant with what its sources should have logged in it and before. */
  TrafficFeatures evaluateSilence(TrafficFeatures empty, Map<LogSource, Long> missingRows);

  /**
   * Of windows of the same minute, of blocks that hold one another, those that speak for a pattern.
   */
  List<TrafficFeatures> claims(List<TrafficFeatures> scored);

  /** The features with the statistics that stand now that the health of the tenant is known. */
  TrafficFeatures confirm(TrafficFeatures candidate);
}
