package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TenantHistory;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrialRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells each window that reached a limit how the tenant around it fares. A minute's windows of the
 * tenant, its flows and countries are taken first, then the others of that minute are answered.
 */
public final class TenantHealths
    extends KeyedProcessFunction<String, TrafficFeatures, TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  private final TrialRules rules;

  private transient MapState<Long, List<TrafficFeatures>> waiting;
  private transient ValueState<TenantHistory> history;

  public TenantHealths(TrialRules rules) {
    this.rules = rules;
  }

  /** The windows of minutes that are not complete yet, by start. */
  public static MapStateDescriptor<Long, List<TrafficFeatures>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(TrafficFeatures.class)));
  }

  /** What is remembered of the tenant. */
  public static ValueStateDescriptor<TenantHistory> history() {
    return new ValueStateDescriptor<>("history", TypeInformation.of(TenantHistory.class));
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    history = getRuntimeContext().getState(history());
  }

  @Override
  public void processElement(
      TrafficFeatures features, Context context, Collector<TrafficFeatures> out) throws Exception {
    long start = features.windowStart();
    List<TrafficFeatures> minute = waiting.get(start);
    if (minute == null) {
      minute = new ArrayList<>();
      long last = Windows.last(start);
      context.timerService().registerEventTimeTimer(last);
      context.timerService().registerEventTimeTimer(last + lifetime());
    }
    minute.add(features);
    waiting.put(start, minute);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = Windows.start(time);
    List<TrafficFeatures> minute = waiting.get(start);
    TenantHistory past = history.value();
    if (minute == null) {
      if (past != null && past.endedBefore(start + Windows.MILLIS - lifetime() + 1)) {
        history.clear();
      }
      return;
    }
    waiting.remove(start);
    if (past == null) {
      past = new TenantHistory((int) rules.memory().toHours());
    }
    for (TrafficFeatures features : minute) {
      if (TenantHistory.observes(features)) {
        past.observe(features);
      }
    }
    for (TrafficFeatures features : minute) {
      if (!features.exceedances().isEmpty()) {
        out.collect(features.withHealth(past.around(features, rules)));
      }
    }
    history.update(past);
  }

  private long lifetime() {
    return rules.memory().toMillis() + Windows.MILLIS;
  }
}
