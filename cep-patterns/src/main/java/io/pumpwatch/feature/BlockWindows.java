package io.pumpwatch.feature;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The windows of one minute of a block of 10 000 numbers and of the smaller blocks in it that
 * anything happened to, for each tenant and, where there are several, for all tenants together.
 */
public final class BlockWindows {
  private final Map<TrafficKey, TrafficTally> byKey = new LinkedHashMap<>();
  private final Map<String, Long> sends = new TreeMap<>();

  private BlockWindows() {}

  /**
   * The windows of a minute.
   *
   * @param seen what was seen of the numbers; null for nothing
   * @param decided what their sessions decided
   * @param earlierTenants those that sent to the block before
   */
  public static BlockWindows of(
      BlockMinute seen, Collection<TrialIncrement> decided, Set<String> earlierTenants) {
    BlockWindows windows = new BlockWindows();
    Set<String> tenants = new TreeSet<>(earlierTenants);
    if (seen != null) {
      seen.numbers().keySet().forEach(number -> tenants.add(number.tenant()));
      seen.numbers().forEach(windows::count);
    }
    decided.forEach(
        increment ->
            TrafficKeys.blocks(increment.tenant(), increment.number())
                .forEach(key -> windows.tally(key).add(increment)));
    if (tenants.size() > 1) {
      windows.addAllTenants();
    }
    return windows;
  }

  private void count(NumberKey number, NumberTally seen) {
    TrafficKeys.blocks(number.tenant(), number.number())
        .forEach(key -> tally(key).merge(seen.tally()));
    if (seen.marks() != null) {
      sends.merge(number.tenant(), seen.tally().sends(), Long::sum);
    }
  }

  private TrafficTally tally(TrafficKey key) {
    return byKey.computeIfAbsent(key, TrafficTally::create);
  }

  private void addAllTenants() {
    for (Map.Entry<TrafficKey, TrafficTally> window : List.copyOf(byKey.entrySet())) {
      TrafficKey key = window.getKey();
      tally(TrafficKey.block(TrafficKey.ALL_TENANTS, key.value(), key.digits()))
          .merge(window.getValue());
    }
  }

  /** What was seen of each block. */
  public Map<TrafficKey, TrafficTally> byKey() {
    return byKey;
  }

  /** Messages by tenant that may be part of a trial. */
  public Map<String, Long> sends() {
    return sends;
  }
}
