package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.Grain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the traffic windows tell of themselves, as Flink metrics. Keys are counted up and down
 * rather than looked through, so the counts have to be kept with the keys; where a job goes on with
 * other slots, an instance may hold the count of keys that another holds.
 */
final class WindowMetrics {
  private final Counter talliesMerged;
  private final Counter windowsScored;
  private final Map<String, Keys> byGrain = new HashMap<>();

  /** The keys of one grain. */
  private static final class Keys {
    private final Counter forgotten;
    private volatile long live;

    Keys(MetricGroup group) {
      forgotten = group.counter("keysForgotten");
      group.gauge("keysLive", () -> live);
    }
  }

  /**
   * Counts on.
   *
   * @param group where the metrics stand
   * @param counted how many keys there are
   */
  WindowMetrics(MetricGroup group, Iterable<KeyCount> counted) {
    talliesMerged = group.counter("talliesMerged");
    windowsScored = group.counter("windowsScored");
    for (Grain grain : Grain.values()) {
      byGrain.put(grain.word(), new Keys(group.addGroup("grain", grain.word())));
    }
    counted.forEach(count -> add(byGrain.get(count.grain()), count.keys()));
  }

  private static void add(Keys keys, long change) {
    keys.live = keys.live + change;
  }

  /** How many keys there are, to go on with. */
  List<KeyCount> keys() {
    return byGrain.entrySet().stream()
        .map(entry -> new KeyCount(entry.getKey(), entry.getValue().live))
        .toList();
  }

  void tallyMerged() {
    talliesMerged.inc();
  }

  void windowScored() {
    windowsScored.inc();
  }

  void keyBegun(String grain) {
    add(byGrain.get(grain), 1);
  }

  void keyForgotten(String grain) {
    Keys keys = byGrain.get(grain);
    add(keys, -1);
    keys.forgotten.inc();
  }
}
