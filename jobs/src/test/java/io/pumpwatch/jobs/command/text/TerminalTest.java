package io.pumpwatch.jobs.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  @Test
  void isWhatTheLauncherSays() {
    assertThat(
            Terminal.of(Map.of("PUMPWATCH_MESSAGES_ON_TERMINAL", "1", "PUMPWATCH_COLUMNS", "132")))
        .isEqualTo(new Terminal(true, 132));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-80", "wide", "9999999999"})
  void hasNoLimitWhereNobodySaysOne(String columns) {
    assertThat(Terminal.of(Map.of("PUMPWATCH_COLUMNS", columns)))
        .isEqualTo(new Terminal(false, Integer.MAX_VALUE));
  }
}
