package io.pumpwatch.jobs.settings;

import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.suppression.AllowListEntry;
import io.pumpwatch.suppression.Campaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is allowed in settings and probably not meant. */
public final class SettingsWarnings {
  private SettingsWarnings() {}

  /** What any run should think twice about. */
  public static List<String> of(DetectionRules rules) {
    return OverrideBounds.warnings(rules.overrides());
  }

  /**
   * The same, and what has run out.
   *
   * @param now the time of the machine
   */
  public static List<String> of(DetectionRules rules, Instant now) {
    List<String> warnings = new ArrayList<>(of(rules));
    for (AllowListEntry entry : rules.allowList()) {
      if (entry.until().isBefore(now)) {
        warnings.add(ended("detection.allow-list", entry.name(), entry.until(), entry.owner()));
      }
    }
    for (Campaign campaign : rules.campaigns()) {
      if (campaign.end().isBefore(now)) {
        warnings.add(
            ended("detection.campaigns", campaign.name(), campaign.end(), campaign.owner()));
      }
    }
    return warnings;
  }

  private static String ended(String list, String name, Instant end, String owner) {
    return "%s: %s ended on %s and holds back nothing that came later; its owner is %s"
        .formatted(list, name, end, owner);
  }
}
