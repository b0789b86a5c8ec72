package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** The window's statistic of that name reaches its limit. */
final class Reaches extends SimpleCondition<TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  private final String statistic;

  Reaches(String statistic) {
    this.statistic = statistic;
  }

  @Override
  public boolean filter(TrafficFeatures features) {
    return features.exceedance(statistic).reached();
  }

  @Override
  public String toString() {
    return "reaches " + statistic;
  }
}
