package io.pumpwatch.jobs.settings;

import io.pumpwatch.pattern.DetectionRules;
import java.time.Instant;

/**
 * A change of the detection settings while a job runs. What it leaves out is as the job started
 * with, whatever changed in between.
 *
 * @param effectiveFrom windows that begin then or later are judged by it
 * @param detection the detection settings
 */
public record RulesDocument(@MayBeAbsent Instant effectiveFrom, DetectionRules detection)
    implements Checked {

  /**
   * Reads a change.
   *
   * @param name of the document, for messages
   * @param yaml the document, YAML or JSON
   * @param base the rules that the job started with
   * @throws SettingsException with every problem
   */
  public static RulesDocument read(String name, String yaml, DetectionRules base) {
    return SettingsBinder.bind(name, yaml, new RulesDocument(null, base));
  }

  @Override
  public void check(Problems problems) {
    problems.check(effectiveFrom != null, "is missing", "effectiveFrom");
    DetectionBounds.check(detection, problems);
  }
}
