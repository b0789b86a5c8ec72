package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.TrialRules;
import java.io.Serializable;
import java.util.List;

/**
 * What stands for a web request that looks like one for a code: a row that an application was asked
 * to send, or refused to, answered 200 or 429 where the status is known, of a flow that asks for
 * codes back.
 *
 * @param trials which flows do
 */
record CodeRequests(TrialRules trials) implements Serializable {
  private static final List<Integer> STATUS_CODES = List.of(200, 429);

  boolean hold(SmsEvent event) {
    return (event.eventType() == EventType.REQUESTED || event.eventType() == EventType.BLOCKED)
        && (event.statusCode() == null || STATUS_CODES.contains(event.statusCode()))
        && trials.verifies(event.flow());
  }
}
