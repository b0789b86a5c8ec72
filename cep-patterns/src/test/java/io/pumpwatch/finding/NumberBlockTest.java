package io.pumpwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberBlockTest {
  @Test
  void holdsTheNumbersThatGoOnFromItsPrefix() {
    NumberBlock block = NumberBlock.of("+24177012", 3).orElseThrow();

    assertThat(block.first()).isEqualTo(24_177_012_000L);
    assertThat(block.size()).isEqualTo(1000);
    assertThat(NumberBlock.of(new DestinationRange("+24177012", 2, "+24177012003", "+24177012999")))
        .contains(block);
  }

  @ParameterizedTest
  @CsvSource({
    "+24177012, 3, +24177012, 3, true",
    "+2417701, 4, +24177012, 3, true",
    "+24177012345, 0, +24177012, 3, true",
    "+24177013000, 0, +24177012, 3, false",
    "+24177011999, 0, +24177012, 3, false",
    "+24177013, 3, +24177012, 3, false",
    "+2417701, 3, +24177012, 3, false",
  })
  void meetsWhatItHoldsAndWhatHoldsIt(
      String one, int itsDigits, String other, int othersDigits, boolean meets) {
    NumberBlock first = NumberBlock.of(one, itsDigits).orElseThrow();
    NumberBlock second = NumberBlock.of(other, othersDigits).orElseThrow();

    assertThat(first.meets(second)).isEqualTo(meets);
    assertThat(second.meets(first)).isEqualTo(meets);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12345", "+", "+-5", "+2417701****", "+9999999999999999999", "+9999999999999"})
  void whatIsNoPrefixIsNoBlock(String text) {
    assertThat(NumberBlock.of(text, 3)).isEmpty();
  }
}
