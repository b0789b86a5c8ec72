package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is remembered of a tenant: which of its flows log success, by which field, and how its
 * trials go. A function of its windows in time order.
 */
@TypeInfo(TenantHistoryTypeInfo.Factory.class)
public final class TenantHistory {
  private static final long HOUR = 3_600_000;

  /** Other trials of the last hour that show a collapse, and the conversion that is one. */
  private static final int LEAST_OTHER_TRIALS = 20;

  private static final double COLLAPSED_CONVERSION = 0.25;

  private final int memoryHours;
  private final RollingSums successes;
  private final TreeMap<String, RollingSums> successesByFlow = new TreeMap<>();
  private long lastWindowEnd = Long.MIN_VALUE;
  private long recentFailed;
  private long recentSucceeded;

  public TenantHistory(int memoryHours) {
    this.memoryHours = memoryHours;
    this.successes = newSums();
  }

  private RollingSums newSums() {
    return new RollingSums(HOUR, memoryHours, 2);
  }

  /** Takes a window of the tenant or of one of its flows. */
  public void observe(TrafficFeatures features) {
    lastWindowEnd = features.windowEnd();
    long succeeded = features.window().succeededTrials();
    if (features.key().is(Grain.TENANT)) {
      successes.add(features.windowStart(), succeeded, features.window().verifiedWithClient());
      recentFailed = features.recentFailedTrials();
      recentSucceeded = features.recentSucceededTrials();
    } else if (succeeded > 0) {
      successesByFlow
          .computeIfAbsent(features.key().value(), unused -> newSums())
          .add(features.windowStart(), succeeded, 0);
    }
  }

  /** Whether the last window taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** What is known of the traffic around those features, at their window. */
  public TenantHealth around(TrafficFeatures features, TrialRules rules) {
    long otherFailed = recentFailed - features.recentFailedTrials();
    long otherSucceeded = recentSucceeded - features.recentSucceededTrials();
    long others = otherFailed + otherSucceeded;
    return new TenantHealth(
        successes(features) >= rules.leastSuccesses(),
        others >= LEAST_OTHER_TRIALS && otherSucceeded < COLLAPSED_CONVERSION * others);
  }

  private long successes(TrafficFeatures features) {
    long time = features.windowStart();
    if (!TrafficHistory.judgesTrials(features.key())) {
      return successes.sum(1, time);
    }
    // A key whose evidence a success has just taken away has no span.
    TrafficTally seen = features.span() == null ? features.window() : features.span();
    String flow = features.key().is(Grain.FLOW) ? features.key().value() : seen.context().flow();
    if (flow == null) {
      return successes.sum(0, time);
    }
    RollingSums ofFlow = successesByFlow.get(flow);
    return ofFlow == null ? 0 : ofFlow.sum(0, time);
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, memoryHours);
    successes.write(out);
    BinarySerializer.writeVarLong(out, successesByFlow.size());
    for (Map.Entry<String, RollingSums> flow : successesByFlow.entrySet()) {
      BinarySerializer.writeText(out, flow.getKey());
      flow.getValue().write(out);
    }
    BinarySerializer.writeVarLong(out, lastWindowEnd);
    BinarySerializer.writeVarLong(out, recentFailed);
    BinarySerializer.writeVarLong(out, recentSucceeded);
  }

  static TenantHistory read(DataInputView in) throws IOException {
    TenantHistory history = new TenantHistory((int) BinarySerializer.readVarLong(in));
    history.successes.readFrom(in);
    long flows = BinarySerializer.readVarLong(in);
    for (long i = 0; i < flows; i++) {
      String flow = BinarySerializer.readText(in);
      RollingSums sums = history.newSums();
      sums.readFrom(in);
      history.successesByFlow.put(flow, sums);
    }
    history.lastWindowEnd = BinarySerializer.readVarLong(in);
    history.recentFailed = BinarySerializer.readVarLong(in);
    history.recentSucceeded = BinarySerializer.readVarLong(in);
    return history;
  }
}
