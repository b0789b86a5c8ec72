package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {

  private static Settings bind(String yaml) {
    return SettingsBinder.bind("a.yaml", yaml, Settings.defaults());
  }

  @Test
  void everyKeyIsMapped() {
    AlertSettings alerts =
        bind("""
                alerts:
                  delivery: exactly-once
                  transaction-timeout: 30 min
                  restart-allowance: 20 min
                  transactional-id-prefix: soc
                """)
            .alerts();

    assertThat(alerts)
        .isEqualTo(
            new AlertSettings(
                AlertSettings.Delivery.EXACTLY_ONCE,
                Duration.ofMinutes(30),
                Duration.ofMinutes(20),
                "soc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{delivery: twice} | alerts.delivery: expected",
        "{transaction-timeout: 999 ms} | alerts.transaction-timeout: must be from 1 s to 7 d",
        "{transaction-timeout: 8 d} | alerts.transaction-timeout: must be from 1 s to 7 d",
        "{transactional-id-prefix: ' '} | alerts.transactional-id-prefix: must not be empty",
        "{delivery: exactly-once, restart-allowance: 14 min} | alerts.transaction-timeout: must be"
            + " longer than live.checkpoint-interval and restart-allowance together, 15 min",
        "{delivery: exactly-once, transaction-timeout: 11 min} | alerts.transaction-timeout: must"
            + " be longer than live.checkpoint-interval and restart-allowance together, 11 min,"
            + " is 11 min"
      })
  void refusesWhatCannotWork(String alerts, String problem) {
    assertThatThrownBy(() -> bind("alerts: " + alerts))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{delivery: exactly-once}",
        "{delivery: exactly-once, transaction-timeout: 660001 ms}",
        "{restart-allowance: 1 h}",
        "{transaction-timeout: 1 s}"
      })
  void takesWhatCanWork(String alerts) {
    assertThatCode(() -> bind("alerts: " + alerts)).doesNotThrowAnyException();
  }

  @Test
  void tellsOfEveryProblemAtOnce() {
    assertThatThrownBy(
            () ->
                bind(
                    """
                    live:
                      checkpoint-interval: 20 min
                    alerts:
                      delivery: exactly-once
                      transactional-id-prefix: ""
                      deliver: now
                    """))
        .isInstanceOfSatisfying(
            SettingsException.class, refusal -> assertThat(refusal.problems()).hasSize(3));
  }
}
