package io.pumpwatch.jobs;

import io.pumpwatch.jobs.privacy.Privacy;
import io.pumpwatch.jobs.privacy.PrivacyKey;
import io.pumpwatch.jobs.settings.ResponseSettings;
import io.pumpwatch.jobs.settings.Settings;

/**
 * What a run tells beside its findings, and in which form it tells of people.
 *
 * @param response how long measures are kept
 * @param privacy what becomes of numbers and addresses
 */
public record Disclosure(ResponseSettings response, Privacy privacy) {
  /** What holds where nothing else is said. */
  public static final Disclosure USUAL = new Disclosure(ResponseSettings.defaults(), Privacy.NONE);

  /** As the settings say. */
  static Disclosure of(Settings settings, PrivacyKey.Source key) {
    return new Disclosure(settings.response(), new Privacy(settings.privacy(), key));
  }
}
