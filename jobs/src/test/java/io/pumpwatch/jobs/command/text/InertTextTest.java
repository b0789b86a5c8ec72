package io.pumpwatch.jobs.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\n", "\r", "\t", "\u001b", "\u007f", "\u0085", "\u009b", "\u200b", "\u200e",
        "\u202e", "\u2028", "\u2029", "\u2066", "\ufeff", "\ud800", "\udc00", "\ue000"
      })
  void replacesWhatActs(String character) {
    assertThat(InertText.of("a" + character + "b")).isEqualTo("a\ufffdb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mozilla/5.0 (X11)", "blåbær", "短信", "📱"})
  void keepsWhatDoesNot(String text) {
    assertThat(InertText.of(text)).isEqualTo(text);
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(InertText.of("📱📱📱", 3)).isEqualTo("📱📱📱");
    assertThat(InertText.of("📱📱📱", 2)).isEqualTo("📱…");
  }

  @Property
  void printsOnOneLineOfAtMostThatLength(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int longest) {
    String inert = InertText.of(text, longest);
    assertThat(inert.codePointCount(0, inert.length())).isLessThanOrEqualTo(longest);
    assertThat(inert.chars()).noneMatch(Character::isISOControl);
  }
}
