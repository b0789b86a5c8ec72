package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.jobs.baseline.BaselineRow;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.pattern.Judge;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merges the partial tallies of a key and, when a window is complete, scores it once. Windows in
 * which a statistic reaches its limit go on to the patterns; all others are remembered only. What
 * tells how a tenant fares goes to {@link TenantHealths} besides.
 *
 * <p>Every timer is set when an element arrives, none by a timer: a batch job fires a key's timers
 * after all of its elements, and would drop those set then.
 */
public final class TrafficWindows
    extends KeyedBroadcastProcessFunction<TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** What minutes of tenants, flows and countries tell of the tenant. */
  public static final OutputTag<TenantMinute> TENANT_MINUTES =
      new OutputTag<>("tenant-minutes", TypeInformation.of(TenantMinute.class));

  /** How long a key whose trials are judged is remembered: slow attacks add up over days. */
  static final Duration JUDGED_LIFETIME = Duration.ofDays(7);

  /** How long a client is remembered: addresses come and go. */
  static final Duration CLIENT_LIFETIME = Duration.ofDays(1);

  /** How long every other key is remembered: its statistics look back an hour. */
  static final Duration LIFETIME = Duration.ofHours(2);

  /** How long what a wide key usually does is remembered, from the end of its last day. */
  static final Duration PROFILE_LIFETIME = Duration.ofDays(KeyProfile.DAYS + 1L);

  private final RulesInForce rules;
  private final Learning learning;

  private transient MapState<Long, TrafficTally> open;
  private transient ValueState<TrafficHistory> history;
  private transient ListState<KeyCount> keyCounts;
  private transient WindowMetrics metrics;

  /** With keys that learn from their own traffic alone. */
  public TrafficWindows(RulesInForce rules) {
    this(rules, Learning.FROM_NOTHING);
  }

  /**
   * @param learning what wide keys begin with
   */
  public TrafficWindows(RulesInForce rules, Learning learning) {
    this.rules = rules;
    this.learning = learning;
  }

  /** The windows that are not complete yet, by start. */
  public static MapStateDescriptor<Long, TrafficTally> openWindows() {
    return new MapStateDescriptor<>(
        "open-windows", Types.LONG, TypeInformation.of(TrafficTally.class));
  }

  /** What is remembered of the key. */
  public static ValueStateDescriptor<TrafficHistory> history() {
    return new ValueStateDescriptor<>("history", TypeInformation.of(TrafficHistory.class));
  }

  /** How many keys are remembered. */
  public static ListStateDescriptor<KeyCount> keyCounts() {
    return new ListStateDescriptor<>("key-counts", TypeInformation.of(KeyCount.class));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    keyCounts = context.getOperatorStateStore().getListState(keyCounts());
    metrics = new WindowMetrics(getRuntimeContext().getMetricGroup(), keyCounts.get());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    keyCounts.update(metrics.keys());
  }

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getMapState(openWindows());
    history = getRuntimeContext().getState(history());
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
      long last = Windows.last(start);
      context.timerService().registerEventTimeTimer(last);
      if (KeyProfile.isKeptFor(update.key())) {
        long lastOfDay = Learning.lastOfDay(start);
        context.timerService().registerEventTimeTimer(lastOfDay + PROFILE_LIFETIME.toMillis());
        if (learning.toldDaily()) {
          context.timerService().registerEventTimeTimer(lastOfDay);
        }
      } else {
        context.timerService().registerEventTimeTimer(last + lifetime(update.key()));
      }
    }
    open.put(start, tally);
    metrics.tallyMerged();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = Windows.start(time);
    TrafficKey key = context.getCurrentKey();
    TrafficHistory past = history.value();
    TrafficTally window = open.get(start);
    if (window != null) {
      open.remove(start);
      metrics.windowScored();
      if (past == null) {
        metrics.keyBegun(key.grain());
      }
      past = remembered(past, key, start, learning);
      Judge inForce = rules.judge(start, context.getBroadcastState(RulesInForce.changes()));
      Expectation expectation = past.expect(start, inForce.baseline().expect(key, start));
      TrafficFeatures features =
          inForce.evaluate(past.advance(key, start, start + Windows.MILLIS, window, expectation));
      past.learn(features);
      history.update(past);
      if (!features.isQuiet()) {
        out.collect(features);
      }
      if (TenantMinute.observes(key)) {
        context.output(TENANT_MINUTES, TenantMinute.of(key, start, window));
      }
    } else if (past != null && past.endedBefore(start + Windows.MILLIS - kept(key) + 1)) {
      history.clear();
      metrics.keyForgotten(key.grain());
      return;
    }
    if (past != null && past.profile() != null && learning.isTold(time)) {
      double priorConversion =
          rules
              .at(start, context.getBroadcastState(RulesInForce.changes()))
              .rules()
              .priors()
              .conversion();
      context.output(
          Learning.BASELINES, BaselineRow.habits(key, past.profile(), priorConversion, time + 1));
    }
  }

  /** What is remembered of a key whose next window begins then. */
  static TrafficHistory remembered(
      TrafficHistory past, TrafficKey key, long start, Learning learning) {
    if (past != null && !past.endedBefore(start - lifetime(key))) {
      return past;
    }
    if (!KeyProfile.isKeptFor(key)) {
      return new TrafficHistory();
    }
    KeyProfile profile = past == null ? learning.known().profile(key, start) : past.profile();
    return new TrafficHistory(profile == null ? new KeyProfile() : profile);
  }

  private static long kept(TrafficKey key) {
    return KeyProfile.isKeptFor(key) ? PROFILE_LIFETIME.toMillis() : lifetime(key);
  }

  private static long lifetime(TrafficKey key) {
    if (key.is(Grain.SOURCE_IP)) {
      return CLIENT_LIFETIME.toMillis();
    }
    return (TrafficHistory.judgesTrials(key) ? JUDGED_LIFETIME : LIFETIME).toMillis();
  }
}
