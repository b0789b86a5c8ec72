package io.pumpwatch.pattern.limit;

import io.pumpwatch.pattern.ProtectionLevel;
import java.io.Serializable;

/**
 * Limits that hold for some traffic. Of several that match, the first holds alone.
 *
 * @param match which traffic
 * @param protection how soon something is called an attack there; null for as soon as elsewhere
 * @param limits what differs from the limits elsewhere
 */
public record LimitOverride(TrafficScope match, ProtectionLevel protection, PatternLimits limits)
    implements Serializable {

  /** An override that changes nothing, to start from. */
  public LimitOverride() {
    this(new TrafficScope(), null, new PatternLimits());
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return protection == null && limits.equals(new PatternLimits());
  }
}
