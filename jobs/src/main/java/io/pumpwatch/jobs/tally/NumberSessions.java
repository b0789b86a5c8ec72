package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.NumberMinute;
import io.pumpwatch.feature.NumberRow;
import io.pumpwatch.feature.NumberSession;
import io.pumpwatch.feature.TrialIncrement;
import io.pumpwatch.feature.TrialRules;
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
 * Follows the session of each number and says what it decided. Rows are held by minute until the
 * minute is complete, so that their order plays no part.
 */
public final class NumberSessions
    extends KeyedProcessFunction<NumberKey, NumberRow, TrialIncrement> {
  private static final long serialVersionUID = 1L;

  private final TrialRules rules;

  private transient MapState<Long, NumberMinute> minutes;
  private transient ValueState<NumberSession> session;

  public NumberSessions(TrialRules rules) {
    this.rules = rules;
  }

  /** The minutes that are not complete yet, by start. */
  public static MapStateDescriptor<Long, NumberMinute> minutes() {
    return new MapStateDescriptor<>("minutes", Types.LONG, TypeInformation.of(NumberMinute.class));
  }

  /** The session that is open. */
  public static ValueStateDescriptor<NumberSession> session() {
    return new ValueStateDescriptor<>("session", TypeInformation.of(NumberSession.class));
  }

  @Override
  public void open(OpenContext context) {
    minutes = getRuntimeContext().getMapState(minutes());
    session = getRuntimeContext().getState(session());
  }

  @Override
  public void processElement(NumberRow row, Context context, Collector<TrialIncrement> out)
      throws Exception {
    long start = Windows.start(row.time());
    NumberMinute seen = NumberMinute.of(row);
    NumberMinute held = minutes.get(start);
    if (held == null) {
      long last = Windows.last(start);
      context.timerService().registerEventTimeTimer(last);
      context.timerService().registerEventTimeTimer(last + rules.maturity().toMillis());
      context.timerService().registerEventTimeTimer(last + rules.session().toMillis());
    }
    minutes.put(start, held == null ? seen : held.and(seen));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrialIncrement> out)
      throws Exception {
    long minute = Windows.start(time);
    NumberKey key = context.getCurrentKey();
    NumberSession before = session.value();
    NumberMinute seen = minutes.get(minute);
    NumberSession after;
    if (seen != null) {
      minutes.remove(minute);
      after = NumberSession.after(before, minute, seen, key, rules, out::collect);
    } else {
      after = NumberSession.judge(before, minute, key, rules, out::collect);
    }
    if (after == null || NumberSession.expired(after, minute, rules)) {
      session.clear();
    } else {
      session.update(after);
    }
  }
}
