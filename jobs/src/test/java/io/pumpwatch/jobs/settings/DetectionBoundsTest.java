package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionBoundsTest {
  private static final String FILE = "settings.yaml";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trials: {maturity: 30 s}                       | trials.maturity: must be a whole number of minutes, at least 1, is 30 s
          trials: {maturity: 90 s}                       | trials.maturity: must be a whole number of minutes, at least 1, is 90 s
          trials: {session: 601 s}                       | trials.session: must be a whole number of minutes, at least 1, is 601 s
          trials: {session: 10 min}                      | trials.session: must be longer than maturity, is 10 min
          trials: {memory: 59 min}                       | trials.memory: must be from 1 h to 30 d, is 59 min
          trials: {memory: 31 d}                         | trials.memory: must be from 1 h to 30 d, is 31 d
          trials: {least-successes: 0}                   | trials.least-successes: must be at least 1, is 0
          priors: {attempts-per-minute: {user: 0}}       | priors.attempts-per-minute.user: must be above 0, is 0
          priors: {attempts-per-minute: {usher: 1}}      | priors.attempts-per-minute.usher: unknown key; known here: source_ip, source_network, identity, user, destination, destination_block_2, destination_block_3, destination_block_4, destination_range, network, country, flow, tenant
          priors: {dispersion: 0}                        | priors.dispersion: must be above 0, is 0
          priors: {conversion: -0.1}                     | priors.conversion: must be from 0 to 1, is -0.1
          priors: {conversion: 1.1}                      | priors.conversion: must be from 0 to 1, is 1.1
          burst: {floors: {country: 0}}                  | burst.floors.country: must be above 0, is 0
          burst: {floors: {continent: 9}}                | burst.floors.continent: unknown key; known here: source_ip, source_network, identity, user, destination, destination_block_2, destination_block_3, destination_block_4, destination_range, network, country, flow, tenant
          burst: {false-alarm-probability: 1e-13}        | burst.false-alarm-probability: must be from 1e-12 to below 1, is 1e-13
          burst: {false-alarm-probability: 1}            | burst.false-alarm-probability: must be from 1e-12 to below 1, is 1
          burst: {flash-multiple: 0.9}                   | burst.flash-multiple: must be at least 1, is 0.9
          burst: {converting-share: 1.1}                 | burst.converting-share: must be from 0 to 1, is 1.1
          burst: {episode-gap: 59 s}                     | burst.episode-gap: must be a whole number of minutes, at least 1, is 59 s
          sequential-numbers: {significance: 0}          | sequential-numbers.significance: must be above 0, is 0
          sequential-numbers: {least-numbers: 1}         | sequential-numbers.least-numbers: must be at least 2, is 1
          sequential-numbers: {unanswered-trials: 0}     | sequential-numbers.unanswered-trials: must be at least 1, is 0
          sequential-numbers: {unanswered-conversion: 2} | sequential-numbers.unanswered-conversion: must be from 0 to 1, is 2
          sequential-numbers: {unlogged-multiple: 0.5}   | sequential-numbers.unlogged-multiple: must be at least 1, is 0.5
          sequential-numbers: {patience: 0 s}            | sequential-numbers.patience: must be a whole number of minutes, at least 1, is 0 s
          sequential-numbers: {episode-gap: 1 ms}        | sequential-numbers.episode-gap: must be a whole number of minutes, at least 1, is 1 ms
          send-to-success-imbalance: {limits: {network: -1}}      | send-to-success-imbalance.limits.network: must be above 0, is -1
          send-to-success-imbalance: {limits: {source_ip: 9}}     | send-to-success-imbalance.limits.source_ip: unknown key; known here: destination_block_2, destination_block_3, destination_block_4, destination_range, network, country, flow
          send-to-success-imbalance: {least-numbers: 0}           | send-to-success-imbalance.least-numbers: must be at least 1, is 0
          send-to-success-imbalance: {greatest-conversion: 1.01}  | send-to-success-imbalance.greatest-conversion: must be from 0 to 1, is 1.01
          send-to-success-imbalance: {patience: 61 s}             | send-to-success-imbalance.patience: must be a whole number of minutes, at least 1, is 61 s
          send-to-success-imbalance: {patience: 15 min}           | send-to-success-imbalance.patience: must be longer than persistence, is 15 min
          send-to-success-imbalance: {episode-gap: 0 s}           | send-to-success-imbalance.episode-gap: must be a whole number of minutes, at least 1, is 0 s
          """)
  void refusesWhatIsOutOfBounds(String yaml, String problem) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> bind(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    assertThat(refusal.problems())
        .extracting(SettingsProblem::toString)
        .containsExactly(FILE + ":1: detection." + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trials: {maturity: 1 min, session: 2 min, memory: 1 h, least-successes: 1}",
        "trials: {memory: 30 d}",
        "priors: {attempts-per-minute: {user: 1e-9}, dispersion: 1e-9, conversion: 0}",
        "burst: {floors: {tenant: 1}, false-alarm-probability: 1e-12, flash-multiple: 1}",
        "burst: {converting-share: 1, episode-gap: 1 min}",
        "sequential-numbers: {least-numbers: 2, unanswered-trials: 1, unlogged-multiple: 1}",
        "send-to-success-imbalance: {persistence: 0 s, patience: 1 min, greatest-conversion: 0}"
      })
  void takesTheBoundsThemselves(String yaml) {
    assertThat(bind(yaml).detection()).isNotEqualTo(Settings.defaults().detection());
  }

  @Test
  void takesTheDefaults() {
    assertThat(
            SettingsBinder.bind(
                FILE, SettingsWriter.yaml(Settings.defaults()), Settings.defaults()))
        .isEqualTo(Settings.defaults());
  }

  private static Settings bind(String detection) {
    return SettingsBinder.bind(FILE, "detection: {" + detection + "}", Settings.defaults());
  }
}
