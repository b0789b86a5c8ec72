package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Finding;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * Lets through what no finding claims: an event is claimed that has a finding's entity, within its
 * tenant and flow where these are set, in its window.
 */
public final class ClaimedTraffic implements FilterFunction<ObservedEvent> {
  private static final long serialVersionUID = 1L;

  private final List<FindingScope> claims;

  private transient FindingIndex index;

  /** With the findings that claim. */
  public ClaimedTraffic(Collection<Finding> findings) {
    claims = findings.stream().map(FindingScope::of).toList();
  }

  @Override
  public boolean filter(ObservedEvent observed) {
    if (claims.isEmpty()) {
      return true;
    }
    if (index == null) {
      index = new FindingIndex(claims);
    }
    SmsEvent event = observed.event();
    boolean[] claimed = new boolean[1];
    index.selecting(event, claim -> claimed[0] |= claim.isEvidence(event.eventTimeMicros()));
    return !claimed[0];
  }
}
