package io.pumpwatch.jobs.watching;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics that a test can look at, by the values of their labels and their name. */
public final class KeptMetrics extends UnregisteredMetricsGroup {
  private final String path;
  private final Map<String, Counter> counters;
  private final Map<String, Gauge<?>> gauges;

  /** None yet. */
  public KeptMetrics() {
    this("", new TreeMap<>(), new TreeMap<>());
  }

  private KeptMetrics(String path, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
    this.path = path;
    this.counters = counters;
    this.gauges = gauges;
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new KeptMetrics(path + value + "/", counters, gauges);
  }

  @Override
  public Counter counter(String name) {
    Counter counter = new SimpleCounter();
    counters.put(path + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    gauges.put(path + name, gauge);
    return gauge;
  }

  /** The counters that are not nought, {@code high/findingsOpened}, …. */
  public Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    counters.forEach(
        (name, counter) -> {
          if (counter.getCount() != 0) {
            counted.put(name, counter.getCount());
          }
        });
    return counted;
  }

  /** What a gauge shows. */
  public Object shown(String name) {
    return gauges.get(name).getValue();
  }
}
