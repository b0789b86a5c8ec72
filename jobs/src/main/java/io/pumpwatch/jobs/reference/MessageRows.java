package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The slim rows of the events that messages are put together from. */
final class MessageRows implements FlatMapFunction<ObservedEvent, MessageRow> {
  private static final long serialVersionUID = 1L;

  private static final Set<EventType> OF_A_MESSAGE =
      EnumSet.of(EventType.REQUESTED, EventType.SENT, EventType.VERIFIED);

  private final TrialRules trials;

  MessageRows(TrialRules trials) {
    this.trials = trials;
  }

  @Override
  public void flatMap(ObservedEvent observed, Collector<MessageRow> out) {
    if (observed.number() != 0
        && OF_A_MESSAGE.contains(observed.event().eventType())
        && trials.verifies(observed.event().flow())) {
      out.collect(MessageRow.of(observed));
    }
  }
}
