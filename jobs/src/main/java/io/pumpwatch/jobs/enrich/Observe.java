package io.pumpwatch.jobs.enrich;

import io.pumpwatch.event.Destination;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts what a source yields, sets dead letters and late events aside, and finds out what an
 * event's destination tells. E-mail costs nothing per message and goes no further.
 */
public final class Observe extends ProcessFunction<Decoded, ObservedEvent> {
  private static final long serialVersionUID = 1L;

  /** Records that could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  /** Events that came later than the source's bound, with the source's watermark. */
  public static final OutputTag<Decoded> LATE_EVENTS =
      new OutputTag<>("late-events", TypeInformation.of(Decoded.class));

  private final DestinationResolver destinations;
  private final CostEstimator costs;

  private transient RunCounters counters;

  public Observe(DestinationResolver destinations, CostEstimator costs) {
    this.destinations = destinations;
    this.costs = costs;
  }

  @Override
  public void open(OpenContext context) {
    counters = new RunCounters(getRuntimeContext());
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<ObservedEvent> out) {
    counters.count(decoded);
    if (decoded.isDead()) {
      context.output(DEAD_LETTERS, decoded.deadLetter());
    } else if (decoded.isEvent() && decoded.late()) {
      context.output(LATE_EVENTS, decoded);
    } else if (decoded.isEvent() && !SmsEvent.EMAIL.equals(decoded.event().channel())) {
      out.collect(observe(decoded.event()));
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
