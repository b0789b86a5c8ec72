package io.pumpwatch.jobs.tally;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.NumberRow;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The slim rows of the events that a number's session is made of. */
public final class NumberRows implements FlatMapFunction<ObservedEvent, NumberRow> {
  private static final long serialVersionUID = 1L;

  private final TrialRules rules;

  public NumberRows(TrialRules rules) {
    this.rules = rules;
  }

  @Override
  public void flatMap(ObservedEvent observed, Collector<NumberRow> out) {
    SmsEvent event = observed.event();
    if (observed.number() == 0
        || event.eventType() == EventType.BLOCKED
        || !rules.verifies(event.flow())) {
      return;
    }
    out.collect(
        new NumberRow(
            event.tenant(),
            observed.number(),
            event.eventTimeMillis(),
            event.eventType(),
            rules.reportsDelivery(event.provider()),
            event.flow(),
            event.country(),
            event.network()));
  }
}
