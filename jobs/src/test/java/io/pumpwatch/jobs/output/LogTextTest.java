package io.pumpwatch.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "plain text,plain text",
        "Ünïcode 😀,Ünïcode 😀",
        "\"a\u001b[31mb\",a\\u001b[31mb",
        "\"a\r\nb\",a\\u000d\\u000ab",
        "\"a\u0000b\",a\\u0000b",
        "\"a\u202eb\",a\\u202eb",
        "\"a\u2028b\",a\\u2028b",
        "\"a\u200bb\",a\\u200bb",
        "\"a\u0085b\",a\\u0085b",
      })
  void escapesWhatMovesTheCursorOrHides(String text, String shown) {
    assertThat(LogText.shown(text)).isEqualTo(shown);
  }

  @Test
  void escapesHalfOfACharacter() {
    assertThat(LogText.shown("a\ud83d")).isEqualTo("a\\ud83d");
  }

  @Test
  void cutsAtItsLengthAndSaysSo() {
    assertThat(LogText.shown("x".repeat(1024))).isEqualTo("x".repeat(1024));
    assertThat(LogText.shown("x".repeat(1025))).isEqualTo("x".repeat(1023) + "…");
    assertThat(LogText.shownInList("x".repeat(9999))).isEqualTo("x".repeat(255) + "…");
  }

  @Test
  void neverCutsACharacterOrAnEscapeInTwo() {
    assertThat(LogText.shown("x".repeat(1022) + "😀😀")).isEqualTo("x".repeat(1022) + "…");
    assertThat(LogText.shown("x".repeat(1020) + "\n\n")).isEqualTo("x".repeat(1020) + "…");
  }

  @Test
  void knowsNothing() {
    assertThat(LogText.shown(null)).isNull();
    assertThat(LogText.shown("")).isEmpty();
  }
}
