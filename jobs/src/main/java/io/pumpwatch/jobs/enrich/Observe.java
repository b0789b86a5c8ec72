package io.pumpwatch.jobs.enrich;

import io.pumpwatch.event.Destination;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Finds out what an event's destination tells and what it costs. E-mail costs nothing per message
 * and goes no further. A destination that is no phone number is none.
 */
public final class Observe implements FlatMapFunction<SmsEvent, ObservedEvent> {
  private static final long serialVersionUID = 1L;

  private final DestinationResolver destinations;
  private final CostEstimator costs;

  public Observe(DestinationResolver destinations, CostEstimator costs) {
    this.destinations = destinations;
    this.costs = costs;
  }

  @Override
  public void flatMap(SmsEvent event, Collector<ObservedEvent> out) {
    if (!SmsEvent.EMAIL.equals(event.channel())) {
      out.collect(observe(event));
    }
  }

  private ObservedEvent observe(SmsEvent event) {
    Destination destination = destinations.resolve(event.destination()).orElse(null);
    SmsEvent resolved = event;
    if (event.destination() != null && destination == null) {
      resolved = event.toBuilder().destination(null).build();
    } else if (destination != null && event.country() == null && destination.country() != null) {
      resolved = event.toBuilder().country(destination.country()).build();
    }
    Cost cost = costs.costOf(resolved, resolved.country());
    return new ObservedEvent(
        resolved,
        ObservedEvent.numberOf(resolved.destination()),
        destination == null ? null : destination.networkName(),
        cost.microUsd(),
        cost.estimated());
  }
}
