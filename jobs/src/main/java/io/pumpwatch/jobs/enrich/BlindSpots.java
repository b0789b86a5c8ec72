package io.pumpwatch.jobs.enrich;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which patterns could not have seen an attack, for want of a field, and what to switch on where:
 * one line each, from what was counted. Tenants with the same blind spot and the same sources share
 * a line.
 */
public final class BlindSpots {
  private static final int MOST_NAMED_TENANTS = 3;

  private BlindSpots() {}

  /**
   * The lines, in the order of the tenants' names.
   *
   * @param counts what was counted, by the paths of {@link io.pumpwatch.jobs.input.IntakeCounters}
   */
  public static List<String> of(Map<String, Long> counts) {
    Map<String, Map<String, Long>> tenants = tenants(counts);
    if (tenants.isEmpty() && !counts.isEmpty()) {
      return List.of("all tenants: " + line(BlindSpot.NO_SEND, formats(counts)));
    }
    Map<String, List<String>> tenantsOf = new LinkedHashMap<>();
    tenants.forEach(
        (tenant, rows) ->
            gaps(rows)
                .forEach(
                    gap ->
                        tenantsOf
                            .computeIfAbsent(line(gap, formats(rows)), unused -> new ArrayList<>())
                            .add(tenant)));
    return tenantsOf.entrySet().stream()
        .map(spot -> names(spot.getValue()) + ": " + spot.getKey())
        .toList();
  }

  private static Map<String, Map<String, Long>> tenants(Map<String, Long> counts) {
    Map<String, Map<String, Long>> tenants = new TreeMap<>();
    counts.forEach(
        (path, count) -> {
          String[] parts = path.split("/", 3);
          if (parts.length == 3 && parts[0].equals("tenant")) {
            tenants
                .computeIfAbsent(
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8), unused -> new TreeMap<>())
                .put(parts[2], count);
          }
        });
    return tenants;
  }

  /** The names that stand second in the paths that begin with {@code format/}. */
  private static Set<String> formats(Map<String, Long> counts) {
    return counts.keySet().stream()
        .map(path -> path.split("/"))
        .filter(parts -> parts.length > 1 && parts[0].equals("format"))
        .map(parts -> parts[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Collection<BlindSpot> gaps(Map<String, Long> rows) {
    if (rows.getOrDefault("send", 0L) == 0) {
      return List.of(BlindSpot.NO_SEND);
    }
    List<BlindSpot> gaps = new ArrayList<>();
    if (rows.getOrDefault("send/destination", 0L) == 0) {
      gaps.add(BlindSpot.NO_DESTINATION);
    } else if (rows.getOrDefault("request/destination", 0L) == 0) {
      gaps.add(BlindSpot.NO_REQUEST);
    } else if (rows.getOrDefault("send/identity", 0L) == 0) {
      gaps.add(BlindSpot.NO_IDENTITY);
    }
    if (rows.getOrDefault("send/client", 0L) == 0) {
      gaps.add(BlindSpot.NO_CLIENT);
    }
    if (rows.getOrDefault("verified", 0L) == 0) {
      gaps.add(BlindSpot.NO_SUCCESS);
    } else if (rows.getOrDefault("verified/destination", 0L) == 0) {
      gaps.add(BlindSpot.NO_DESTINATION_OF_SUCCESS);
    }
    if (rows.getOrDefault("delivered", 0L) == 0) {
      gaps.add(BlindSpot.NO_RECEIPT);
    }
    return gaps;
  }

  private static String line(BlindSpot gap, Set<String> formats) {
    return gap.meaning() + " " + String.join(" ", LogVendor.advice(gap, formats));
  }

  private static String names(List<String> tenants) {
    if (tenants.size() == 1) {
      return "tenant " + tenants.get(0);
    }
    int others = tenants.size() - MOST_NAMED_TENANTS;
    String named = tenants.stream().limit(MOST_NAMED_TENANTS).collect(Collectors.joining(", "));
    return "tenants " + named + (others > 0 ? " and " + others + " more" : "");
  }
}
