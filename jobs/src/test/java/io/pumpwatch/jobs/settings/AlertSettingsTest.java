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
                  webhook:
                    body: chat
                    allow-plaintext: true
                    requests-per-second: 2.5
                    timeout: 3 s
                    first-pause: 20 ms
                    longest-pause: 7 s
                    buffer: 12
                    patience: 1 h
                    outage: drop
                """)
            .alerts();

    assertThat(alerts)
        .isEqualTo(
            new AlertSettings(
                AlertSettings.Delivery.EXACTLY_ONCE,
                Duration.ofMinutes(30),
                Duration.ofMinutes(20),
                "soc",
                new WebhookSettings(
                    WebhookSettings.Body.CHAT,
                    true,
                    2.5,
                    Duration.ofSeconds(3),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(7),
                    12,
                    Duration.ofHours(1),
                    WebhookSettings.Outage.DROP)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{delivery: twice} | alerts.delivery: expected",
        "{transaction-timeout: 999 ms} | alerts.transaction-timeout: must be from 1 s to 7 d",
        "{transaction-timeout: 8 d} | alerts.transaction-timeout: must be from 1 s to 7 d",
        "{webhook: {body: xml}} | alerts.webhook.body: expected one of ocsf, chat",
        "{webhook: {requests-per-second: 0}} | alerts.webhook.requests-per-second: must be from"
            + " 0.01 to 1000",
        "{webhook: {timeout: 2 h}} | alerts.webhook.timeout: must be from 10 ms to 1 h",
        "{webhook: {first-pause: 1 ms}} | alerts.webhook.first-pause: must be from 10 ms to 1 h",
        "{webhook: {first-pause: 2 s, longest-pause: 1 s}} | alerts.webhook.longest-pause: must not"
            + " be shorter than first-pause",
        "{webhook: {buffer: 0}} | alerts.webhook.buffer: must be from 1 to 100000",
        "{webhook: {patience: -1 s}} | alerts.webhook.patience",
        "{webhook: {outage: wait}} | alerts.webhook.outage: expected one of fail, drop",
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
