package io.pumpwatch.jobs.response;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.alert.AlertExamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings of one incident for tests of what would stop it. */
final class ResponseExamples {

  private ResponseExamples() {}

  /** A finding on an entity, of so many messages and no person. */
  static Finding finding(String id, Grain grain, String value, long sends) {
    Map<String, Object> values = new HashMap<>();
    values.put("incidentId", "incident");
    values.put("entityKind", grain.word());
    values.put("entityValue", value);
    values.put("sends", sends);
    values.put("blocked", 0);
    values.put("verified", 0);
    values.put("trials", sends);
    values.put("failedTrials", sends);
    values.put("expectedSends", 0);
    values.put("distinctDestinations", sends);
    values.put("destinationRanges", List.of());
    values.put("topSourceIps", List.of());
    return AlertExamples.with(AlertExamples.open(id, 1, Severity.HIGH), values);
  }

  static Finding block(String id, String prefix, long sends) {
    return finding(id, Grain.DESTINATION_BLOCK, prefix, sends);
  }

  /** The same with where its numbers lie. */
  static Finding ranges(Finding finding, Object... prefixesAndCounts) {
    List<DestinationRange> ranges = new ArrayList<>();
    for (int i = 0; i < prefixesAndCounts.length; i += 2) {
      String prefix = (String) prefixesAndCounts[i];
      ranges.add(
          new DestinationRange(
              prefix, (Integer) prefixesAndCounts[i + 1], prefix + "0000", prefix + "9999"));
    }
    return AlertExamples.with(finding, Map.of("destinationRanges", ranges));
  }

  /** The same with who asked for it. */
  static Finding clients(Finding finding, Object... clientsAndCounts) {
    List<ValueCount> clients = new ArrayList<>();
    for (int i = 0; i < clientsAndCounts.length; i += 2) {
      clients.add(new ValueCount((String) clientsAndCounts[i], (Integer) clientsAndCounts[i + 1]));
    }
    return AlertExamples.with(finding, Map.of("topSourceIps", clients));
  }
}
