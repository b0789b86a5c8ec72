package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.AlertHistory;
import io.pumpwatch.finding.AlertVolume;
import io.pumpwatch.finding.AlertVolumeComposer;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.suppression.Suppression;
import io.pumpwatch.jobs.tally.Windows;
import io.pumpwatch.pattern.PatternMode;
import io.pumpwatch.pattern.RulesVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * Behind the register: says so where far more findings of a tenant alert than on the days before.
 * What it says is a finding that meets no other. It counts what alerts as it opens, at the event
 * time of detection, and nothing in the first days after the first finding there is.
 */
public final class AlertVolumes
    extends KeyedBroadcastProcessFunction<String, Finding, RulesChange, Finding> {
  private static final long serialVersionUID = 1L;

  private static final int FIRST_REVISION = 1;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RulesInForce rules;
  private final String runId;

  private transient MapState<Long, List<OpenedFinding>> waiting;
  private transient MapState<String, AlertHistory> histories;
  private transient ValueState<Long> firstDay;

  /**
   * @param runId of the job run
   */
  public AlertVolumes(RulesInForce rules, String runId) {
    this.rules = rules;
    this.runId = runId;
  }

  /** Findings whose time is not past yet, by the end of the window that decided. */
  public static MapStateDescriptor<Long, List<OpenedFinding>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(OpenedFinding.class)));
  }

  /** The last days of each tenant. */
  public static MapStateDescriptor<String, AlertHistory> histories() {
    return new MapStateDescriptor<>(
        "alert-histories", Types.STRING, TypeInformation.of(AlertHistory.class));
  }

  /** The day of the first finding there is, in days since the epoch. */
  public static ValueStateDescriptor<Long> firstDay() {
    return new ValueStateDescriptor<>("first-day", Types.LONG);
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    histories = getRuntimeContext().getMapState(histories());
    firstDay = getRuntimeContext().getState(firstDay());
  }

  @Override
  public void processBroadcastElement(RulesChange change, Context context, Collector<Finding> out)
      throws Exception {
    rules.take(change, context.getBroadcastState(RulesInForce.changes()));
  }

  @Override
  public void processElement(Finding finding, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    if (finding.revision() != FIRST_REVISION) {
      return;
    }
    long time = finding.detectedAt().toEpochMilli();
    List<OpenedFinding> opened = waiting.get(time);
    if (opened == null) {
      opened = new ArrayList<>();
      context.timerService().registerEventTimeTimer(time - 1);
    }
    opened.add(OpenedFinding.of(finding));
    waiting.put(time, opened);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    long time = timer + 1;
    List<OpenedFinding> opened = waiting.get(time);
    if (opened == null) {
      return;
    }
    waiting.remove(time);
    long day = Math.floorDiv(timer, DAY);
    if (firstDay.value() == null) {
      firstDay.update(day);
    }
    String register = context.getCurrentKey();
    RulesVersion version =
        register.equals(InputEnded.ONLY_REGISTER)
            ? rules.at(time - Windows.MILLIS, context.getBroadcastState(RulesInForce.changes()))
            : rules.variant(register);
    for (OpenedFinding finding : opened) {
      if (finding.alerts()) {
        count(finding, day, version.rules().alertVolume().days());
      }
    }
    // Whichever of a moment comes first, they are told of together.
    for (String tenant : opened.stream().map(OpenedFinding::tenant).distinct().sorted().toList()) {
      claim(tenant, time, day, version, out);
    }
  }

  private void count(OpenedFinding finding, long day, int days) throws Exception {
    AlertHistory before = histories.get(finding.tenant());
    histories.put(
        finding.tenant(),
        (before == null ? AlertHistory.none() : before).after(day, finding.incident(), days));
  }

  private void claim(
      String tenant, long time, long day, RulesVersion version, Collector<Finding> out)
      throws Exception {
    AlertVolume rule = version.rules().alertVolume();
    AlertHistory history = histories.get(tenant);
    boolean reached =
        history != null
            && history.today() == day
            && !history.claimed()
            && history.alertsToday() >= rule.limit(history.mostBefore(rule.days()));
    if (!reached
        || day - firstDay.value() < rule.days()
        || version.rules().mode(AlertVolume.NAME) == PatternMode.OFF) {
      return;
    }
    histories.put(tenant, history.whenClaimed());
    Finding finding = AlertVolumeComposer.compose(tenant, history, time, version, runId);
    String entry = Suppression.of(version.rules()).of(finding).orElse(null);
    out.collect(
        finding.suppressedBy(entry).stamped(finding.placement(), /* cut= */ false, Instant.now()));
  }
}
