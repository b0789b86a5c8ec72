package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCodeTest {

  @ParameterizedTest
  @CsvSource({
    "310, 4, 310-004",
    "310, 59, 310-59",
    "311, 180, 311-180",
    "302, 610, 302-610",
    "234, 3, 234-03",
    "250, 0, 250-00",
    "208, 700, 208-700",
    "374, 12, 374-12",
    "374, 130, 374-130",
    "405, 5, 405-05",
    "405, 25, 405-025",
    "405, 840, 405-840",
    "338, 5, 338-05",
    "338, 50, 338-050",
    "714, 20, 714-020",
    "714, 3, 714-03"
  })
  void numbersGetTheDigitsOfTheirCountry(long mcc, long mnc, String expected) {
    assertThat(NetworkCode.of(mcc, mnc)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 4", "1000, 4", "310, -1", "310, 1000"})
  void numbersThatNameNoNetworkAreMissing(long mcc, long mnc) {
    assertThat(NetworkCode.of(mcc, mnc)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "310-004, 310-004",
    "234-03, 234-03",
    "31004,",
    "310-4,",
    "310-0044,",
    "31a-04,",
    ","
  })
  void textIsTakenAsWritten(String text, String expected) {
    assertThat(NetworkCode.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"23410, 234-10", "310004, 310-004", "00000,", "2341,", "3100041,", "null,", ","})
  void digitsAreParted(String digits, String expected) {
    assertThat(NetworkCode.ofDigits(digits)).isEqualTo(expected);
  }
}
