package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicroUsdTest {

  @ParameterizedTest
  @CsvSource({
    "0.00645, 6450",
    "0.1, 100000",
    "1, 1000000",
    "1e2, 100000000",
    "0, 0",
    "0e999999999, 0",
    "1e-999999999, 0",
    "0.0000005, 0",
    "0.0000015, 2",
    "0.00000051, 1",
    "999999999.999999, 999999999999999"
  })
  void pricesAreExact(BigDecimal dollars, long expected) throws MalformedRecord {
    assertThat(MicroUsd.of(dollars)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "1000000000", "1e999999999"})
  void whatIsNoPriceIsMalformed(String dollars) {
    assertThatThrownBy(() -> MicroUsd.of(new BigDecimal(dollars)))
        .isInstanceOf(MalformedRecord.class);
  }

  @ParameterizedTest
  @CsvSource({"0.0075, USD, 7500", "0.0075, usd, 7500", "0.0075, EUR,", "0.0075,,", ", USD,"})
  void otherCurrenciesAreNoPrice(BigDecimal amount, String currency, Long expected)
      throws MalformedRecord {
    assertThat(MicroUsd.of(amount, currency)).isEqualTo(expected);
  }
}
