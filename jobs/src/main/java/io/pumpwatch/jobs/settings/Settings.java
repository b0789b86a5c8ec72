package io.pumpwatch.jobs.settings;

import io.pumpwatch.pattern.DetectionRules;
import java.time.Duration;

/**
 * Every setting of Pumpwatch: one YAML file, one group a concern.
 *
 * @param input how raw logs are read and mapped to tenants and flows
 * @param history how files are read
 * @param live how topics are read
 * @param alerts how alerts are written
 * @param response how long measures against incidents are kept
 * @param privacy in which form people are told of
 * @param deduplicate whether rows that say the same of one message count once
 * @param detection what is found
 */
public record Settings(
    InputSettings input,
    HistorySettings history,
    LiveSettings live,
    AlertSettings alerts,
    ResponseSettings response,
    PrivacySettings privacy,
    DeduplicateSettings deduplicate,
    DetectionRules detection)
    implements Checked {

  /** What holds where the file is silent. */
  public static Settings defaults() {
    return new Settings(
        InputSettings.defaults(),
        HistorySettings.defaults(),
        LiveSettings.defaults(),
        AlertSettings.defaults(),
        ResponseSettings.defaults(),
        PrivacySettings.defaults(),
        DeduplicateSettings.defaults(),
        DetectionRules.defaults());
  }

  /** The same with other detection settings. */
  public Settings withDetection(DetectionRules rules) {
    return new Settings(input, history, live, alerts, response, privacy, deduplicate, rules);
  }

  @Override
  public void check(Problems problems) {
    DetectionBounds.check(detection, problems);
    Duration longestPause = live.checkpointInterval().plus(alerts.restartAllowance());
    String timeout = "alerts.transaction-timeout";
    if (alerts.exactlyOnce()
        && alerts.transactionTimeout().compareTo(longestPause) <= 0
        && !problems.refused(timeout)) {
      problems.reportValue(
          timeout,
          "must be longer than live.checkpoint-interval and restart-allowance together, "
              + DurationText.format(longestPause));
    }
  }
}
