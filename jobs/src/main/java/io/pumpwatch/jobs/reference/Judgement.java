package io.pumpwatch.jobs.reference;

import io.pumpwatch.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.MapPartitionFunction;
import org.apache.flink.util.Collector;

/** Lets a rule judge all that it saw of a key. */
final class Judgement implements MapPartitionFunction<Sighting, Finding> {
  private static final long serialVersionUID = 1L;

  /** By time; of one time a message that is sent comes before what becomes of it. */
  private static final Comparator<Sighting> IN_ORDER =
      Comparator.comparingLong(Sighting::time).thenComparing(Sighting::stage);

  private final ReferenceRules rules;

  Judgement(ReferenceRules rules) {
    this.rules = rules;
  }

  @Override
  public void mapPartition(Iterable<Sighting> sightings, Collector<Finding> out) {
    List<Sighting> sorted = new ArrayList<>();
    sightings.forEach(sorted::add);
    sorted.sort(IN_ORDER);
    ReferenceKey key = sorted.get(0).key();
    ReferenceRule rule = rules.named(key.rule());
    ReferenceFindings.of(rule, key, rule.alarms(sorted)).forEach(out::collect);
  }
}
