package io.pumpwatch.jobs.command;

import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.limit.LimitOverride;
import io.pumpwatch.pattern.limit.TrafficScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that some traffic is judged by.
 *
 * @param rules all of them
 * @param traffic the traffic, as far as it is said
 */
record TrafficRules(DetectionRules rules, TrafficScope traffic) {

  /** The rules without overrides, with the limits of the one that holds. */
  DetectionRules inForce() {
    return rules.overridden(holding().orElseGet(LimitOverride::new));
  }

  /** Which override holds, and which do for a part of the traffic. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (LimitOverride override : rules.overrides()) {
      boolean holds = override.match().covers(traffic);
      if (holds || override.match().meets(traffic)) {
        remarks.add(
            "detection.overrides[%d] (%s) holds %s"
                .formatted(
                    rules.overrides().indexOf(override),
                    override.match(),
                    holds ? "here" : "for that part of it alone, and is not in the limits below"));
      }
      if (holds) {
        return remarks;
      }
    }
    remarks.add("no override holds for all of " + traffic);
    return remarks;
  }

  private Optional<LimitOverride> holding() {
    return rules.overrides().stream()
        .filter(override -> override.match().covers(traffic))
        .findFirst();
  }
}
