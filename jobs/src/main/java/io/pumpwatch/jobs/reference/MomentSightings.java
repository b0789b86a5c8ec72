package io.pumpwatch.jobs.reference;

import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** What rules see in the lives of messages. */
final class MomentSightings implements FlatMapFunction<MessageMoment, Sighting> {
  private static final long serialVersionUID = 1L;

  private final List<ReferenceRule> rules;

  MomentSightings(List<ReferenceRule> rules) {
    this.rules = rules;
  }

  @Override
  public void flatMap(MessageMoment moment, Collector<Sighting> out) {
    rules.forEach(rule -> rule.see(moment, out::collect));
  }
}
