package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ClientNetworks;
import io.pumpwatch.feature.Grain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Findings by their entities and days, so that a row is held against few of them. */
final class FindingIndex {
  private static final long DAY_MICROS = Duration.ofDays(1).toSeconds() * 1_000_000L;

  private final Map<Grain, Map<String, Map<Long, List<FindingScope>>>> byEntity =
      new EnumMap<>(Grain.class);
  private final List<Integer> blockLengths;

  FindingIndex(Collection<FindingScope> findings) {
    TreeSet<Integer> lengths = new TreeSet<>();
    for (FindingScope finding : findings) {
      Grain kind = finding.isBlockOfNumbers() ? Grain.DESTINATION_BLOCK : finding.kind();
      for (String value : finding.values()) {
        Map<Long, List<FindingScope>> byDay =
            byEntity
                .computeIfAbsent(kind, unused -> new HashMap<>())
                .computeIfAbsent(value, unused -> new HashMap<>());
        long last = day(finding.endMicros());
        for (long day = day(finding.startMicros()); day <= last; day++) {
          byDay.computeIfAbsent(day, unused -> new ArrayList<>()).add(finding);
        }
        if (finding.isBlockOfNumbers()) {
          lengths.add(value.length());
        }
      }
    }
    blockLengths = List.copyOf(lengths);
  }

  private static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }

  /**
   * Tells of every finding whose entity, tenant and flow the row has and for which its time may
   * matter.
   */
  void selecting(SmsEvent event, Consumer<FindingScope> findings) {
    for (Map.Entry<Grain, Map<String, Map<Long, List<FindingScope>>>> entities :
        byEntity.entrySet()) {
      if (entities.getKey() == Grain.DESTINATION_BLOCK) {
        blocks(entities.getValue(), event, findings);
      } else {
        offer(entities.getValue(), value(entities.getKey(), event), event, findings);
      }
    }
  }

  private void blocks(
      Map<String, Map<Long, List<FindingScope>>> blocks,
      SmsEvent event,
      Consumer<FindingScope> findings) {
    String number = event.destination();
    if (number != null) {
      for (int length : blockLengths) {
        if (length <= number.length()) {
          offer(blocks, number.substring(0, length), event, findings);
        }
      }
    }
  }

  private static void offer(
      Map<String, Map<Long, List<FindingScope>>> entities,
      String value,
      SmsEvent event,
      Consumer<FindingScope> findings) {
    Map<Long, List<FindingScope>> found = value == null ? null : entities.get(value);
    if (found != null) {
      for (FindingScope finding : found.getOrDefault(day(event.eventTimeMicros()), List.of())) {
        if (finding.holds(event, value)) {
          findings.accept(finding);
        }
      }
    }
  }

  private static String value(Grain kind, SmsEvent event) {
    return switch (kind) {
      case SOURCE_IP -> event.sourceIp() == null ? null : ClientNetworks.client(event.sourceIp());
      case SOURCE_NETWORK ->
          event.sourceIp() == null ? null : ClientNetworks.network(event.sourceIp());
      case IDENTITY -> event.identity();
      case USER -> event.userId();
      case DESTINATION -> event.destination();
      case NETWORK -> event.network();
      case COUNTRY -> event.country();
      case FLOW -> event.flow();
      case TENANT -> event.tenant();
      case DESTINATION_BLOCK, DESTINATION_RANGE, BLOCK_COHORT ->
          throw new IllegalStateException("blocks are looked up by their lengths");
    };
  }
}
