package io.pumpwatch.jobs.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrappedTextTest {

  @Test
  void breaksBetweenWordsAndIndentsWhatFollows() {
    assertThat(WrappedText.ofWords("id  ", "ten sends to one number", 14))
        .containsExactly("id  ten sends", "    to one", "    number");
  }

  @Test
  void breaksBetweenItemsOnly() {
    assertThat(WrappedText.ofItems("", List.of("a b", "c d", "e"), 8))
        .containsExactly("a b,", "c d, e");
  }

  @Test
  void letsWhatIsTooWideStandAlone() {
    assertThat(WrappedText.ofItems("  ", List.of("a", "bbbbbbbb", "c"), 5))
        .containsExactly("  a,", "  bbbbbbbb,", "  c");
  }

  @Test
  void keepsOnOneLineWhatFits() {
    assertThat(WrappedText.ofWords("> ", "one two", 9)).containsExactly("> one two");
    assertThat(WrappedText.ofWords("> ", "one two", Integer.MAX_VALUE)).hasSize(1);
  }
}
