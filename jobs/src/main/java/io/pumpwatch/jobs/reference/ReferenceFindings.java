package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.StableHash;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.pattern.PatternMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes alarms as findings. Each alarm is a finding of its own, so that what it rests on is no
 * more than the rule looked at, and blocking goes on as long as the rule fires; those of one key
 * without a day between them are one incident.
 */
final class ReferenceFindings {
  private static final long INCIDENT_GAP = Duration.ofDays(1).toMillis();
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
    for (Alarm alarm : alarms) {
      String id = id(key, alarm);
      if (incident == null || alarm.detectedAt() - last >= INCIDENT_GAP) {
        incident = id;
      }
      last = alarm.detectedAt();
      findings.add(finding(rule, alarm, id, incident));
    }
    return findings;
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
