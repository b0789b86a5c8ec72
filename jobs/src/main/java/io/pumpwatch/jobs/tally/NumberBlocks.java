package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.BlockWindows;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.NumberSession;
import io.pumpwatch.feature.NumberTally;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrialIncrement;
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
 * Follows all numbers that share all but their last four digits: the session of each, what it
 * decided, and the windows of the blocks of 100, 1 000 and 10 000 that hold them, for each tenant
 * and, where several send to them, for all tenants together. Minutes are held until they are
 * complete, so that the order of rows plays no part.
 *
 * <p>Every timer is set when an element arrives, none by a timer: a batch job fires a key's timers
 * after all of its elements, and would drop those set then.
 */
public final class NumberBlocks
    extends KeyedBroadcastProcessFunction<Long, BlockUpdate, RulesChange, TrafficFeatures>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** What the sessions of numbers decided. */
  public static final OutputTag<TrialIncrement> TRIALS =
      new OutputTag<>("trials", TypeInformation.of(TrialIncrement.class));

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** How long a block and all in it are remembered: slow attacks add up over days. */
  private static final long HISTORY_LIFETIME = TrafficWindows.JUDGED_LIFETIME.toMillis();

  private static final long RECORD_LIFETIME = BlockRecord.DAYS * DAY;

  private final RulesInForce rules;
  private final TrialRules trials;
  private final Learning learning;

  private transient MapState<Long, BlockMinute> open;
  private transient MapState<NumberKey, NumberSession> sessions;
  private transient MapState<Long, List<NumberKey>> opened;
  private transient MapState<TrafficKey, TrafficHistory> histories;
  private transient ValueState<BlockRecord> record;
  private transient ListState<KeyCount> keyCounts;
  private transient WindowMetrics metrics;

  /** With blocks that learn from their own traffic alone. */
  public NumberBlocks(TrialRules trials, RulesInForce rules) {
    this(trials, rules, Learning.FROM_NOTHING);
  }

  /**
   * @param trials what makes a trial: never changes while a job runs
   * @param learning what the records of blocks begin with
   */
  public NumberBlocks(TrialRules trials, RulesInForce rules, Learning learning) {
    this.trials = trials;
    this.rules = rules;
    this.learning = learning;
  }

  /** The minutes that are not complete yet, by start. */
  public static MapStateDescriptor<Long, BlockMinute> openMinutes() {
    return new MapStateDescriptor<>(
        "open-minutes", Types.LONG, TypeInformation.of(BlockMinute.class));
  }

  /** The sessions that are open. */
  public static MapStateDescriptor<NumberKey, NumberSession> sessions() {
    return new MapStateDescriptor<>(
        "sessions", TypeInformation.of(NumberKey.class), TypeInformation.of(NumberSession.class));
  }

  /** The numbers whose session opened in a minute, by its start. */
  public static MapStateDescriptor<Long, List<NumberKey>> opened() {
    return new MapStateDescriptor<>(
        "opened", Types.LONG, Types.LIST(TypeInformation.of(NumberKey.class)));
  }

  /** What is remembered of each smaller block. */
  public static MapStateDescriptor<TrafficKey, TrafficHistory> histories() {
    return new MapStateDescriptor<>(
        "histories",
        TypeInformation.of(TrafficKey.class),
        TypeInformation.of(TrafficHistory.class));
  }

  /** What is remembered for weeks. */
  public static ValueStateDescriptor<BlockRecord> record() {
    return new ValueStateDescriptor<>("record", TypeInformation.of(BlockRecord.class));
  }

  /** How many blocks are remembered. */
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
    open = getRuntimeContext().getMapState(openMinutes());
    sessions = getRuntimeContext().getMapState(sessions());
    opened = getRuntimeContext().getMapState(opened());
    histories = getRuntimeContext().getMapState(histories());
    record = getRuntimeContext().getState(record());
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<TrafficFeatures> out) throws Exception {
    rules.take(change, context.getBroadcastState(RulesInForce.changes()));
  }

  @Override
  public void processElement(
      BlockUpdate update, ReadOnlyContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long start = update.windowStart();
    BlockMinute minute = open.get(start);
    if (minute != null) {
      minute.merge(update.minute());
    } else {
      minute = update.minute();
      long last = Windows.last(start);
      context.timerService().registerEventTimeTimer(last);
      context.timerService().registerEventTimeTimer(last + trials.maturity().toMillis());
      context.timerService().registerEventTimeTimer(last + trials.session().toMillis());
      // What begins late in a day is judged, and counted, on the next.
      long dayEnd = Learning.lastOfDay(start + trials.maturity().toMillis() + Windows.MILLIS);
      context.timerService().registerEventTimeTimer(dayEnd + HISTORY_LIFETIME);
      context.timerService().registerEventTimeTimer(dayEnd + RECORD_LIFETIME);
      if (learning.toldDaily()) {
        context.timerService().registerEventTimeTimer(Learning.lastOfDay(start));
      }
    }
    open.put(start, minute);
    metrics.tallyMerged();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrafficFeatures> out)
      throws Exception {
    long minute = Windows.start(time);
    BlockRecord past = record.value();
    if (past == null) {
      past = begun(context.getCurrentKey(), minute);
    }
    List<TrialIncrement> decided = new ArrayList<>();
    BlockMinute seen = open.get(minute);
    if (seen != null) {
      open.remove(minute);
      followSessions(minute, seen, past, decided);
    }
    judgeMatured(minute, decided);
    closeSessions(minute);
    if (seen != null || !decided.isEmpty()) {
      decided.forEach(increment -> context.output(TRIALS, increment));
      Judge inForce = rules.judge(minute, context.getBroadcastState(RulesInForce.changes()));
      score(minute, seen, decided, past, inForce, out);
      record.update(past);
    }
    if ((time + 1) % DAY == 0) {
      forget(time + 1);
    }
    if (learning.isTold(time) && record.value() != null) {
      context.output(
          Learning.BASELINES, BaselineRow.block(context.getCurrentKey(), past, time + 1));
    }
  }

  private BlockRecord begun(long block, long minute) {
    BlockRecord known = learning.known().block(block, minute);
    return known == null ? new BlockRecord() : known;
  }

  private void followSessions(
      long minute, BlockMinute seen, BlockRecord past, List<TrialIncrement> decided)
      throws Exception {
    boolean novel = !past.provenAt(minute);
    List<NumberKey> begun = new ArrayList<>();
    for (Map.Entry<NumberKey, NumberTally> entry : seen.numbers().entrySet()) {
      NumberKey number = entry.getKey();
      if (entry.getValue().marks() == null) {
        continue;
      }
      NumberSession before = sessions.get(number);
      NumberSession after =
          NumberSession.after(
              before, minute, entry.getValue(), novel, number, trials, decided::add);
      if (after == null) {
        continue;
      }
      sessions.put(number, after);
      if (after.openedAt() == minute) {
        begun.add(number);
      }
    }
    if (!begun.isEmpty()) {
      opened.put(minute, begun);
    }
  }

  private void judgeMatured(long minute, List<TrialIncrement> decided) throws Exception {
    List<NumberKey> due = opened.get(minute - trials.maturity().toMillis());
    if (due == null) {
      return;
    }
    for (NumberKey number : due) {
      NumberSession session = sessions.get(number);
      if (session != null && !session.matured()) {
        sessions.put(number, NumberSession.judge(session, minute, number, trials, decided::add));
      }
    }
  }

  private void closeSessions(long minute) throws Exception {
    long openedAt = minute - trials.session().toMillis();
    List<NumberKey> over = opened.get(openedAt);
    if (over == null) {
      return;
    }
    opened.remove(openedAt);
    for (NumberKey number : over) {
      NumberSession session = sessions.get(number);
      if (session != null && session.openedAt() == openedAt) {
        sessions.remove(number);
      }
    }
  }

  private void score(
      long minute,
      BlockMinute seen,
      List<TrialIncrement> decided,
      BlockRecord past,
      Judge inForce,
      Collector<TrafficFeatures> out)
      throws Exception {
    BlockWindows windows = BlockWindows.of(seen, decided, past.tenants());
    List<TrafficFeatures> scored = new ArrayList<>();
    for (Map.Entry<TrafficKey, TrafficTally> window : windows.byKey().entrySet()) {
      TrafficKey key = window.getKey();
      TrafficHistory history = histories.get(key);
      if (history == null) {
        metrics.keyBegun(key.grain());
        history = new TrafficHistory();
      } else if (history.endedBefore(minute - HISTORY_LIFETIME)) {
        history = new TrafficHistory();
      }
      TrafficFeatures features =
          history
              .advance(
                  key,
                  minute,
                  minute + Windows.MILLIS,
                  window.getValue(),
                  inForce.baseline().expect(key, minute))
              .withRecord(past);
      histories.put(key, history);
      metrics.windowScored();
      scored.add(inForce.evaluate(features));
    }
    inForce.claims(scored).forEach(out::collect);
    if (seen != null) {
      scoreNumbers(minute, seen, inForce, out);
      windows.sends().forEach((tenant, sends) -> past.sent(tenant, minute, sends));
    }
    for (TrialIncrement increment : decided) {
      if (increment.succeeded() > 0) {
        past.answered(increment.number(), minute);
      }
    }
  }

  private void scoreNumbers(
      long minute, BlockMinute seen, Judge inForce, Collector<TrafficFeatures> out)
      throws Exception {
    for (Map.Entry<NumberKey, NumberTally> entry : seen.numbers().entrySet()) {
      NumberSession session =
          entry.getValue().marks() == null ? null : sessions.get(entry.getKey());
      if (session == null || session.unanswered() == null) {
        continue;
      }
      TrafficFeatures features =
          inForce.evaluate(
              session.features(
                  entry.getKey(),
                  minute,
                  minute + Windows.MILLIS,
                  entry.getValue().tally(),
                  inForce.baseline()));
      if (!features.isQuiet()) {
        out.collect(features);
      }
    }
  }

  private void forget(long time) throws Exception {
    List<TrafficKey> over = new ArrayList<>();
    for (Map.Entry<TrafficKey, TrafficHistory> entry : histories.entries()) {
      if (entry.getValue().endedBefore(time - HISTORY_LIFETIME)) {
        over.add(entry.getKey());
      }
    }
    // One by one: an iterator that removes the last leaves an empty map behind.
    for (TrafficKey key : over) {
      histories.remove(key);
      metrics.keyForgotten(key.grain());
    }
    BlockRecord past = record.value();
    if (past != null && past.endedBefore(time - RECORD_LIFETIME)) {
      record.clear();
    }
  }
}
