package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationNumberTest {

  @ParameterizedTest
  @ValueSource(strings = {"+12025550143", "+1202555", "+123456789012345"})
  void e164IsKept(String number) {
    assertThat(DestinationNumber.of(number)).isEqualTo(number);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "12025550143", "+1202XXXXXXX", "+8190XXXXXXXX", "+012025550143", "+123456",
        "+1234567890123456", "+1 202 555 0143", "+1202555014٣", "ACME", "+"
      })
  void anythingElseIsNoDestination(String number) {
    assertThat(DestinationNumber.of(number)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"12025550143, +12025550143", "+12025550143, +12025550143", "012025550143,", "ACME,"})
  void anInternationalNumberMayLackThePlusSign(String text, String expected) {
    assertThat(DestinationNumber.ofInternational(text)).isEqualTo(expected);
  }
}
