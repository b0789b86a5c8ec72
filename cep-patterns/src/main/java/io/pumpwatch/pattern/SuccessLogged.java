package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** Success is, or is not, logged for traffic of this kind: only then does its absence speak. */
final class SuccessLogged extends SimpleCondition<TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  private final boolean wanted;

  SuccessLogged(boolean wanted) {
    this.wanted = wanted;
  }

  @Override
  public boolean filter(TrafficFeatures features) {
    return features.health().successIsLogged() == wanted;
  }

  @Override
  public String toString() {
    return wanted ? "success is logged" : "success is not logged";
  }
}
