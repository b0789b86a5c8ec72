package io.pumpwatch.jobs.settings;

import io.pumpwatch.pattern.DetectionRules;

/**
 * Every setting of Pumpwatch: one YAML file, one group a concern.
 *
 * @param input how raw logs are read and mapped to tenants and flows
 * @param history how files are read
 * @param live how topics are read
 * @param deduplicate whether rows that say the same of one message count once
 * @param detection what is found
 */
public record Settings(
    InputSettings input,
    HistorySettings history,
    LiveSettings live,
    DeduplicateSettings deduplicate,
    DetectionRules detection)
    implements Checked {

  /** What holds where the file is silent. */
  public static Settings defaults() {
    return new Settings(
        InputSettings.defaults(),
        HistorySettings.defaults(),
        LiveSettings.defaults(),
        DeduplicateSettings.defaults(),
        DetectionRules.defaults());
  }

  @Override
  public void check(Problems problems) {
    DetectionBounds.check(detection, problems);
  }
}
