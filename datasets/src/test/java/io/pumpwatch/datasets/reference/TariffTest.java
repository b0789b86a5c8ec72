package io.pumpwatch.datasets.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {

  private final Tariff tariff = Tariff.bundled();

  @ParameterizedTest
  @CsvSource({"US, 7900", "SG, 37000", "MG, 490000", "NG, 210000", "GB, 34000", "AZ, 330000"})
  void pricesASegment(String country, long microUsd) {
    assertThat(tariff.microUsdPerSegment(country)).isEqualTo(microUsd);
  }

  @Test
  void takesTheMedianWhereACountryIsUnknown() {
    assertThat(tariff.defaultMicroUsd()).isEqualTo(96_000);
    assertThat(tariff.microUsdPerSegment(null)).isEqualTo(tariff.defaultMicroUsd());
    assertThat(tariff.microUsdPerSegment("ZZ")).isEqualTo(tariff.defaultMicroUsd());
  }

  @Test
  void coversTheNumberedWorld() {
    assertThat(tariff.countries())
        .hasSize(240)
        .isSubsetOf(PhoneNumberUtil.getInstance().getSupportedRegions());
  }
}
