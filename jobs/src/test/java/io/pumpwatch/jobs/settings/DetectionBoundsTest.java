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
          trials: {maturity: 9 min, session: 9 min}      | trials.session: must be longer than maturity, is 9 min
          trials: {memory: 59 min}                       | trials.memory: must be from 1 h to 30 d, is 59 min
          trials: {memory: 31 d}                         | trials.memory: must be from 1 h to 30 d, is 31 d
          trials: {least-successes: 0}                   | trials.least-successes: must be at least 1, is 0
          priors: {attempts-per-minute: {user: 0}}       | priors.attempts-per-minute.user: must be above 0, is 0
          priors: {attempts-per-minute: {usher: 1}}      | priors.attempts-per-minute.usher: unknown key; known here: source_ip, source_network, identity, user, destination, destination_block_2, destination_block_3, destination_block_4, destination_range, network, country, flow, tenant, block_cohort
          priors: {dispersion: 0}                        | priors.dispersion: must be above 0, is 0
          priors: {conversion: -0.1}                     | priors.conversion: must be from 0 to 1, is -0.1
          priors: {conversion: 1.1}                      | priors.conversion: must be from 0 to 1, is 1.1
          burst: {floors: {country: 0}}                  | burst.floors.country: must be above 0, is 0
          burst: {floors: {continent: 9}}                | burst.floors.continent: unknown key; known here: source_ip, source_network, identity, user, destination, destination_block_2, destination_block_3, destination_block_4, destination_range, network, country, flow, tenant, block_cohort
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
          send-to-success-imbalance: {limits: {country: -1}}      | send-to-success-imbalance.limits.country: must be above 0, is -1
          send-to-success-imbalance: {limits: {identity: 9}}      | send-to-success-imbalance.limits.identity: unknown key; known here: destination_block_2, destination_block_3, destination_block_4, destination_range, source_ip, block_cohort, country, flow, network
          send-to-success-imbalance: {least-numbers: 0}           | send-to-success-imbalance.least-numbers: must be at least 1, is 0
          send-to-success-imbalance: {least-concentrated: 0}      | send-to-success-imbalance.least-concentrated: must be at least 1, is 0
          send-to-success-imbalance: {concentration-weight: -0.1} | send-to-success-imbalance.concentration-weight: must not be negative, is -0.1
          send-to-success-imbalance: {purity: 1.1}                | send-to-success-imbalance.purity: must be from 0 to 1, is 1.1
          send-to-success-imbalance: {greatest-conversion: 1.01}  | send-to-success-imbalance.greatest-conversion: must be from 0 to 1, is 1.01
          send-to-success-imbalance: {patience: 61 s}             | send-to-success-imbalance.patience: must be a whole number of minutes, at least 1, is 61 s
          send-to-success-imbalance: {persistence: 15 min, patience: 15 min} | send-to-success-imbalance.patience: must be longer than persistence, is 15 min
          send-to-success-imbalance: {episode-gap: 0 s}           | send-to-success-imbalance.episode-gap: must be a whole number of minutes, at least 1, is 0 s
          partial-conversion: {significance: 0}                   | partial-conversion.significance: must be above 0, is 0
          partial-conversion: {concentration: -1}                 | partial-conversion.concentration: must not be negative, is -1
          partial-conversion: {least-trials: 0}                   | partial-conversion.least-trials: must be at least 1, is 0
          partial-conversion: {least-conversion: 1.5}             | partial-conversion.least-conversion: must be from 0 to 1, is 1.5
          partial-conversion: {persistence: 1 h, patience: 1 h}   | partial-conversion.patience: must be longer than persistence, is 1 h
          partial-conversion: {patience: 61 s}                    | partial-conversion.patience: must be a whole number of minutes, at least 1, is 61 s
          partial-conversion: {episode-gap: 30 s}                 | partial-conversion.episode-gap: must be a whole number of minutes, at least 1, is 30 s
          repeat-flood: {repeated-sends: 0}                       | repeat-flood.repeated-sends: must be at least 1, is 0
          repeat-flood: {repeated-sends: 5, unanswered-sends: 5}  | repeat-flood.unanswered-sends: must be above repeated-sends, is 5
          repeat-flood: {least-minutes: 0}                        | repeat-flood.least-minutes: must be at least 1, is 0
          repeat-flood: {unlogged-multiple: 0.5}                  | repeat-flood.unlogged-multiple: must be at least 1, is 0.5
          repeat-flood: {persistence: 1 h, patience: 1 h}         | repeat-flood.patience: must be longer than persistence, is 1 h
          repeat-flood: {episode-gap: 0 s}                        | repeat-flood.episode-gap: must be a whole number of minutes, at least 1, is 0 s
          unrequested-sends: {unrequested-sessions: 0}            | unrequested-sends.unrequested-sessions: must be at least 1, is 0
          unrequested-sends: {unrequested-sessions: 3, counting-sessions: 2} | unrequested-sends.counting-sessions: must not be below unrequested-sessions, is 2
          unrequested-sends: {patience: 0 s}                      | unrequested-sends.patience: must be a whole number of minutes, at least 1, is 0 s
          country-spread: {countries: 1}                          | country-spread.countries: must be at least 2, is 1
          country-spread: {evidence: -1}                          | country-spread.evidence: must not be negative, is -1
          country-spread: {greatest-conversion: 1.1}              | country-spread.greatest-conversion: must be from 0 to 1, is 1.1
          country-spread: {patience: 0 s}                         | country-spread.patience: must be a whole number of minutes, at least 1, is 0 s
          country-spread: {episode-gap: 90 s}                     | country-spread.episode-gap: must be a whole number of minutes, at least 1, is 90 s
          spend-surge: {floors: {country: 0}}                     | spend-surge.floors.country: must be above 0, is 0
          spend-surge: {floors: {user: 9}}                        | spend-surge.floors.user: unknown key; known here: network, country, flow
          spend-surge: {multiple: 0.5}                            | spend-surge.multiple: must be at least 1, is 0.5
          spend-surge: {evidence: -1}                             | spend-surge.evidence: must not be negative, is -1
          spend-surge: {purity: 1.1}                              | spend-surge.purity: must be from 0 to 1, is 1.1
          spend-surge: {persistence: 1 h, patience: 1 h}          | spend-surge.patience: must be longer than persistence, is 1 h
          spend-surge: {episode-gap: 0 s}                         | spend-surge.episode-gap: must be a whole number of minutes, at least 1, is 0 s
          silent-source: {missing-rows: 0}                        | silent-source.missing-rows: must be at least 1, is 0
          silent-source: {patience: 90 s}                         | silent-source.patience: must be a whole number of minutes, at least 1, is 90 s
          silent-source: {episode-gap: 0 s}                       | silent-source.episode-gap: must be a whole number of minutes, at least 1, is 0 s
          false-alarms: {per-day: -1}                               | false-alarms.per-day: must not be negative, is -1
          false-alarms: {per-day: 11, trials-per-day: 10}             | false-alarms.trials-per-day: must be above per-day, is 10
          send-to-success-imbalance: {refusal-weight: -1}         | send-to-success-imbalance.refusal-weight: must not be negative, is -1
          alert-volume: {least-findings: 0}                       | alert-volume.least-findings: must be at least 1, is 0
          alert-volume: {multiple: 0.5}                           | alert-volume.multiple: must be at least 1, is 0.5
          alert-volume: {days: 29}                                | alert-volume.days: must be from 1 to 28, is 29
          unrequested-sends: {episode-gap: 90 s}                  | unrequested-sends.episode-gap: must be a whole number of minutes, at least 1, is 90 s
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
        "send-to-success-imbalance: {persistence: 0 s, patience: 1 min, greatest-conversion: 0}",
        "send-to-success-imbalance: {least-numbers: 1, least-concentrated: 1, purity: 0}",
        "send-to-success-imbalance: {concentration-weight: 0, purity: 1}",
        "partial-conversion: {concentration: 0, least-trials: 1, least-conversion: 0}",
        "partial-conversion: {persistence: 0 s, patience: 1 min, episode-gap: 1 min}",
        "repeat-flood: {repeated-sends: 1, unanswered-sends: 2, least-minutes: 1}",
        "repeat-flood: {persistence: 0 s, patience: 1 min, episode-gap: 1 min}",
        "send-to-success-imbalance: {limits: {network: 20}, refusal-weight: 0}",
        "country-spread: {countries: 2, evidence: 0, patience: 1 min, episode-gap: 1 min}",
        "spend-surge: {floors: {flow: 1}, multiple: 1, evidence: 0, persistence: 0 s}",
        "silent-source: {missing-rows: 1, patience: 1 min, episode-gap: 1 min}",
        "false-alarms: {per-day: 0.1, trials-per-day: 1}",
        "unrequested-sends: {unrequested-sessions: 1, counting-sessions: 1, patience: 1 min}",
        "alert-volume: {least-findings: 1, multiple: 1, days: 28}"
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
