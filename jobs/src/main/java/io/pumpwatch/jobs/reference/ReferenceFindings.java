package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.StableHash;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.pattern.PatternMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes alarms as findings. Alarms on the same entity whose windows touch are one finding, for a
 * day at most, so that no rule is punished for repeating itself and blocking goes on as long as it
 * fires; findings of one key without a day between them are one incident.
 */
final class ReferenceFindings {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final String RULES_VERSION = "published";

  private ReferenceFindings() {}

  /**
   * The findings of a rule for a key.
   *
   * @param alarms of the key, in the order of detection
   */
  static List<Finding> of(ReferenceRule rule, ReferenceKey key, List<Alarm> alarms) {
    List<Finding> findings = new ArrayList<>();
    String incident = null;
    long last = 0;
    for (Alarm alarm : episodes(alarms)) {
      String id = id(key, alarm);
      if (incident == null || alarm.windowStart() - last >= DAY) {
        incident = id;
      }
      last = Math.max(last, alarm.windowEnd());
      findings.add(finding(rule, alarm, id, incident));
    }
    return findings;
  }

  private static List<Alarm> episodes(List<Alarm> alarms) {
    List<Alarm> episodes = new ArrayList<>();
    // A rule may name other entities than it counts by.
    Map<String, Alarm> going = new LinkedHashMap<>();
    for (Alarm alarm : alarms) {
      Alarm first = going.get(alarm.key().entityValue());
      if (first != null
          && alarm.windowStart() <= first.windowEnd()
          && alarm.windowEnd() - first.detectedAt() <= DAY) {
        going.put(alarm.key().entityValue(), first.and(alarm));
      } else {
        if (first != null) {
          episodes.add(first);
        }
        going.put(alarm.key().entityValue(), alarm);
      }
    }
    episodes.addAll(going.values());
    episodes.sort(Comparator.comparingLong(Alarm::detectedAt));
    return episodes;
  }

  private static String id(ReferenceKey key, Alarm alarm) {
    return String.format(
        "%016x",
        StableHash.of(
            String.join(
                "\n",
                key.rule(),
                key.tenant(),
                key.entityKind(),
                key.entityValue(),
                key.scope(),
                String.valueOf(alarm.windowStart()),
                String.valueOf(alarm.detectedAt()))));
  }

  private static Finding finding(ReferenceRule rule, Alarm alarm, String id, String incident) {
    return new Finding(
        id,
        1,
        Finding.CLOSED,
        false,
        incident,
        null,
        null,
        rule.reference(),
        alarm.severity().atLeast(Severity.LOW),
        1,
        alarm.key().tenant(),
        null,
        null,
        null,
        null,
        null,
        null,
        alarm.key().entityKind(),
        alarm.key().entityValue(),
        rule.blockDigits(),
        Instant.ofEpochMilli(alarm.windowStart()),
        Instant.ofEpochMilli(alarm.windowEnd()),
        Instant.ofEpochMilli(alarm.detectedAt()),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        alarm.score(),
        alarm.limit(),
        0,
        0,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        String.format(
            Locale.ROOT, "%s: %.4g, limit %.4g", rule.name(), alarm.score(), alarm.limit()),
        "",
        PatternMode.ALERT.word(),
        null,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        RULES_VERSION,
        rule.name(),
        null);
  }
}
