package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.ObservedEvent;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** What rules see in the rows of logs. */
final class RowSightings implements FlatMapFunction<ObservedEvent, Sighting> {
  private static final long serialVersionUID = 1L;

  private final List<ReferenceRule> rules;

  RowSightings(List<ReferenceRule> rules) {
    this.rules = rules;
  }

  @Override
  public void flatMap(ObservedEvent row, Collector<Sighting> out) {
    rules.forEach(rule -> rule.see(row, out::collect));
  }
}
