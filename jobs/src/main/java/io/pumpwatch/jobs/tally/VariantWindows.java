package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.pattern.RulesVariants;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What {@link TrafficWindows} does, for keys with habits of their own in a job that tries variants
 * of the rules. Minutes in which a limit is reached teach nothing, so variants may come to know
 * different habits: they share one history until they first disagree about a minute.
 */
public final class VariantWindows
    extends KeyedBroadcastProcessFunction<TrafficKey, TallyUpdate, RulesChange, TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  private final RulesInForce rules;
  private final Learning learning;

  private transient MapState<Long, TrafficTally> open;
  private transient MapState<Long, TrafficHistory> histories;
  private transient TypeSerializer<TrafficHistory> historySerializer;

  /**
   * @param learning what keys begin with
   */
  public VariantWindows(RulesInForce rules, Learning learning) {
    this.rules = rules;
    this.learning = learning;
  }

  /** The windows that are not complete yet, by start. */
  public static MapStateDescriptor<Long, TrafficTally> openWindows() {
    return TrafficWindows.openWindows();
  }

  /** What is remembered of the key, by the variants that remember the same, a bit each. */
  public static MapStateDescriptor<Long, TrafficHistory> histories() {
    return new MapStateDescriptor<>(
        "histories-of-variants", Types.LONG, TypeInformation.of(TrafficHistory.class));
  }

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getMapState(openWindows());
    histories = getRuntimeContext().getMapState(histories());
    historySerializer =
        getRuntimeContext().createSerializer(TypeInformation.of(TrafficHistory.class));
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<TrafficFeatures> out) throws Exception {
    rules.take(change, context.getBroadcastState(RulesInForce.changes()));
  }

  @Override
  public void processElement(
      TallyUpdate update, ReadOnlyContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = update.windowStart();
    TrafficTally tally = open.get(start);
    if (tally != null) {
      tally.merge(update.tally());
    } else {
      tally = update.tally();
      context.timerService().registerEventTimeTimer(Windows.last(start));
      context
          .timerService()
          .registerEventTimeTimer(
              Learning.lastOfDay(start) + TrafficWindows.PROFILE_LIFETIME.toMillis());
    }
    open.put(start, tally);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = Windows.start(time);
    TrafficTally window = open.get(start);
    Map<Long, TrafficHistory> past = new LinkedHashMap<>();
    histories.entries().forEach(entry -> past.put(entry.getKey(), entry.getValue()));
    if (window == null) {
      long kept = start + Windows.MILLIS - TrafficWindows.PROFILE_LIFETIME.toMillis() + 1;
      if (past.values().stream().allMatch(history -> history.endedBefore(kept))) {
        histories.clear();
      }
      return;
    }
    open.remove(start);
    if (past.isEmpty()) {
      past.put(rules.variants().all(), null);
    }
    TrafficKey key = context.getCurrentKey();
    histories.clear();
    for (Map.Entry<Long, TrafficHistory> alike : past.entrySet()) {
      TrafficHistory history = TrafficWindows.remembered(alike.getValue(), key, start, learning);
      score(alike.getKey(), history, key, start, window, out);
    }
    if (TenantMinute.observes(key)) {
      context.output(TrafficWindows.TENANT_MINUTES, TenantMinute.of(key, start, window));
    }
  }

  private void score(
      long variants,
      TrafficHistory history,
      TrafficKey key,
      long start,
      TrafficTally window,
      Collector<TrafficFeatures> out)
      throws Exception {
    RulesVariants judges = rules.variants();
    Expectation expectation = history.expect(start, judges.baseline().expect(key, start));
    TrafficFeatures features =
        judges.evaluate(
            history.advance(key, start, start + Windows.MILLIS, window, expectation), variants);
    long unusual = features.reachedBy();
    if (unusual != 0 && unusual != variants) {
      TrafficHistory parted = historySerializer.copy(history);
      parted.learn(features, true);
      histories.put(variants & ~unusual, parted);
      history.learn(features, false);
      histories.put(unusual, history);
    } else {
      history.learn(features, unusual == 0);
      histories.put(variants, history);
    }
    if (!features.isQuiet()) {
      out.collect(features);
    }
  }
}
