package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "*, '', true",
    "*, anything, true",
    "abc, ABC, true",
    "abc, abcd, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*c, abbbc, true",
    "a*c, abcb, false",
    "*otp*, /v1/otp/send, true",
    "a*b*c, aXbYbZc, true",
    "a**, a, true"
  })
  void matchesTheWholeText(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void aHostilePatternTakesNoTime() {
    assertThat(new Glob("*a".repeat(500) + "b").matches("a".repeat(5000))).isFalse();
  }
}
