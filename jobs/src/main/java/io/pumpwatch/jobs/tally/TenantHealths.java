package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TenantHistory;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.jobs.baseline.BaselineRow;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.pattern.Judge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells each window that may reach a limit how the tenant around it fares, and lets through those
 * that do reach one then; and tells which of the tenant's sources have fallen silent. What the
 * minute tells of the tenant is taken first, then the windows of that minute are answered.
 */
public final class TenantHealths
    extends KeyedBroadcastProcessFunction<String, TenantRow, RulesChange, TrafficFeatures> {
  private static final long serialVersionUID = 1L;

  /** How long a tenant of which nothing is heard is remembered. */
  static final Duration LIFETIME = Duration.ofDays(29);

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** So many hours after an hour with rows it is asked what is missing. */
  private static final int[] SILENT_HOURS = {1, 2, 3, 6, 12, 24};

  private final RulesInForce rules;
  private final TrialRules trials;
  private final Learning learning;

  private transient MapState<Long, List<TenantRow>> waiting;
  private transient ValueState<TenantHistory> history;

  /** With tenants that are learnt about from their own traffic alone. */
  public TenantHealths(TrialRules trials, RulesInForce rules) {
    this(trials, rules, Learning.FROM_NOTHING);
  }

  /**
   * @param trials what makes a trial: never changes while a job runs
   * @param learning what is known of tenants to begin with
   */
  public TenantHealths(TrialRules trials, RulesInForce rules, Learning learning) {
    this.trials = trials;
    this.rules = rules;
    this.learning = learning;
  }

  /** The rows of minutes that are not complete yet, by start. */
  public static MapStateDescriptor<Long, List<TenantRow>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(TenantRow.class)));
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
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<TrafficFeatures> out) throws Exception {
    rules.take(change, context.getBroadcastState(RulesInForce.changes()));
  }

  @Override
  public void processElement(TenantRow row, ReadOnlyContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = row.windowStart();
    List<TenantRow> minute = waiting.get(start);
    if (minute == null) {
      minute = new ArrayList<>();
      long last = Windows.last(start);
      context.timerService().registerEventTimeTimer(last);
      context.timerService().registerEventTimeTimer(last + LIFETIME.toMillis());
      long hourEnd = Math.floorDiv(start, HOUR) * HOUR + HOUR;
      for (int hours : SILENT_HOURS) {
        context.timerService().registerEventTimeTimer(hourEnd + hours * HOUR - 1);
      }
      if (learning.toldDaily()) {
        context.timerService().registerEventTimeTimer(Learning.lastOfDay(start));
      }
    }
    minute.add(row);
    waiting.put(start, minute);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = Windows.start(time);
    List<TenantRow> minute = waiting.get(start);
    TenantHistory past = history.value();
    if (minute != null) {
      waiting.remove(start);
      past = past == null ? begun(context.getCurrentKey(), start) : past;
      answer(start, minute, past, context, out);
      history.update(past);
    } else if (past != null && past.endedBefore(start + Windows.MILLIS - LIFETIME.toMillis() + 1)) {
      history.clear();
      return;
    }
    if (past != null && (time + 1) % HOUR == 0) {
      tellSilence(time + 1, past, context, out);
    }
    if (past != null && learning.isTold(time)) {
      context.output(
          Learning.BASELINES, BaselineRow.tenant(context.getCurrentKey(), past, time + 1));
    }
  }

  private void tellSilence(
      long time, TenantHistory past, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    String tenant = context.getCurrentKey();
    Map<LogSource, Long> missing = past.missingRows(time);
    if (missing.isEmpty() || tenant.equals(TrafficKey.ALL_TENANTS)) {
      return;
    }
    long minute = time - Windows.MILLIS;
    Judge inForce = rules.judge(minute, context.getBroadcastState(RulesInForce.changes()));
    TrafficKey key = TrafficKey.of(Grain.TENANT, tenant, tenant);
    TrafficFeatures empty =
        TrafficFeatures.empty(key, time, inForce.baseline().expect(key, minute));
    TrafficFeatures silence = inForce.evaluateSilence(empty, missing);
    if (!silence.isQuiet()) {
      out.collect(silence.withHealth(past.around(silence, trials)));
    }
  }

  private TenantHistory begun(String tenant, long minute) {
    TenantHistory known = learning.known().tenant(tenant, minute);
    return known == null ? new TenantHistory((int) trials.memory().toHours()) : known;
  }

  private void answer(
      long start,
      List<TenantRow> minute,
      TenantHistory past,
      OnTimerContext context,
      Collector<TrafficFeatures> out)
      throws Exception {
    for (TenantRow row : minute) {
      if (row.minute() != null) {
        past.observe(row.minute());
      }
    }
    Judge inForce = rules.judge(start, context.getBroadcastState(RulesInForce.changes()));
    for (TenantRow row : minute) {
      if (row.candidate() != null) {
        TrafficFeatures candidate =
            row.candidate().withHealth(past.around(row.candidate(), trials));
        TrafficFeatures confirmed = inForce.confirm(candidate);
        if (!confirmed.isQuiet()) {
          out.collect(confirmed);
        }
      }
    }
  }
}
