package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSettingsTest {
  private static LiveSettings bind(String yaml) {
    return SettingsBinder.bind("live.yaml", yaml, LiveSettings.defaults());
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            bind(
                """
                consumer-group: fraud
                out-of-orderness: 10 min
                allowed-skew: 30 s
                idle-timeout: 2 min
                max-drift: 3 h
                idle-flush: 4 min
                checkpoint-interval: 20 s
                """))
        .isEqualTo(
            new LiveSettings(
                "fraud",
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofHours(3),
                Duration.ofMinutes(4),
                Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource({
    "consumer-group, '\" \"', must not be empty",
    "idle-timeout, 99 ms, must be at least 100 ms",
    "max-drift, 99 ms, must be at least 100 ms",
    "idle-flush, 59 s, must be at least idle-timeout",
    "checkpoint-interval, 99 ms, must be at least 100 ms"
  })
  void everyBoundIsRefused(String key, String value, String problem) {
    assertThatThrownBy(() -> bind(key + ": " + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(problem);
  }
}
