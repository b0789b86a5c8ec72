package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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

  /** Trials of the last hour from which a country's conversion is judged. */
  private static final int LEAST_COUNTRY_TRIALS = 3;

  /** How many other countries must be judged before a collapse of most of them means anything. */
  private static final int LEAST_COUNTRIES = 3;

  private static final double COLLAPSED_CONVERSION = 0.25;

  private final int memoryHours;
  private final RollingSums successes;
  private final TreeMap<String, RollingSums> successesByFlow = new TreeMap<>();
  private long lastWindowEnd = Long.MIN_VALUE;
  private final TreeMap<String, RollingSums> trialsByCountry = new TreeMap<>();

  public TenantHistory(int memoryHours) {
    this.memoryHours = memoryHours;
    this.successes = newSums();
  }

  private RollingSums newSums() {
    return new RollingSums(HOUR, memoryHours, 2);
  }

  private static RollingSums newCountrySums() {
    return new RollingSums(HOUR / 12, 12, 2);
  }

  /** Whether that window is worth remembering here: trials of the tenant, a flow or a country. */
  public static boolean observes(TrafficFeatures features) {
    TrafficKey key = features.key();
    TrafficTally window = features.window();
    return (key.is(Grain.TENANT) || key.is(Grain.FLOW) || key.is(Grain.COUNTRY))
        && (window.failedTrials() != 0
            || window.succeededTrials() != 0
            || window.verifiedWithClient() != 0);
  }

  /** Takes a window that it {@link #observes}. */
  public void observe(TrafficFeatures features) {
    lastWindowEnd = features.windowEnd();
    long time = features.windowStart();
    TrafficTally window = features.window();
    if (features.key().is(Grain.TENANT)) {
      successes.add(time, window.succeededTrials(), window.verifiedWithClient());
    } else if (features.key().is(Grain.FLOW)) {
      add(successesByFlow, features, this::newSums, window.succeededTrials(), 0);
    } else {
      add(
          trialsByCountry,
          features,
          TenantHistory::newCountrySums,
          window.failedTrials(),
          window.succeededTrials());
    }
  }

  private static void add(
      TreeMap<String, RollingSums> sums,
      TrafficFeatures features,
      Supplier<RollingSums> none,
      long first,
      long second) {
    if (first != 0 || second != 0) {
      sums.computeIfAbsent(features.key().value(), unused -> none.get())
          .add(features.windowStart(), first, second);
    }
  }

  /** Whether the last window taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** What is known of the traffic around those features, at their window. */
  public TenantHealth around(TrafficFeatures features, TrialRules rules) {
    return new TenantHealth(successes(features) >= rules.leastSuccesses(), restCollapsed(features));
  }

  private long successes(TrafficFeatures features) {
    long time = features.windowStart();
    if (!TrafficHistory.judgesTrials(features.key())) {
      return successes.sum(1, time);
    }
    TrafficTally seen = features.span() == null ? features.window() : features.span();
    String flow = features.key().is(Grain.FLOW) ? features.key().value() : seen.context().flow();
    if (flow == null) {
      return successes.sum(0, time);
    }
    RollingSums ofFlow = successesByFlow.get(flow);
    return ofFlow == null ? 0 : ofFlow.sum(0, time);
  }

  /**
   * Each country has one voice, however loud it is, and the key's own has none: otherwise an attack
   * would look like an outage, or hide another.
   */
  private boolean restCollapsed(TrafficFeatures features) {
    long time = features.windowStart();
    String own =
        features.key().is(Grain.COUNTRY)
            ? features.key().value()
            : features.window().context().country();
    int judged = 0;
    int collapsed = 0;
    for (Map.Entry<String, RollingSums> country : trialsByCountry.entrySet()) {
      long failed = country.getValue().sum(0, time);
      long succeeded = country.getValue().sum(1, time);
      if (!country.getKey().equals(own) && failed + succeeded >= LEAST_COUNTRY_TRIALS) {
        judged++;
        collapsed += succeeded < COLLAPSED_CONVERSION * (failed + succeeded) ? 1 : 0;
      }
    }
    return judged >= LEAST_COUNTRIES && 3 * collapsed > 2 * judged;
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, memoryHours);
    successes.write(out);
    write(successesByFlow, out);
    write(trialsByCountry, out);
    BinarySerializer.writeVarLong(out, lastWindowEnd);
  }

  private static void write(TreeMap<String, RollingSums> sums, DataOutputView out)
      throws IOException {
    BinarySerializer.writeVarLong(out, sums.size());
    for (Map.Entry<String, RollingSums> entry : sums.entrySet()) {
      BinarySerializer.writeText(out, entry.getKey());
      entry.getValue().write(out);
    }
  }

  static TenantHistory read(DataInputView in) throws IOException {
    TenantHistory history = new TenantHistory((int) BinarySerializer.readVarLong(in));
    history.successes.readFrom(in);
    read(history.successesByFlow, history::newSums, in);
    read(history.trialsByCountry, TenantHistory::newCountrySums, in);
    history.lastWindowEnd = BinarySerializer.readVarLong(in);
    return history;
  }

  private static void read(
      TreeMap<String, RollingSums> sums, Supplier<RollingSums> none, DataInputView in)
      throws IOException {
    long entries = BinarySerializer.readVarLong(in);
    for (long i = 0; i < entries; i++) {
      String name = BinarySerializer.readText(in);
      RollingSums read = none.get();
      read.readFrom(in);
      sums.put(name, read);
    }
  }
}
