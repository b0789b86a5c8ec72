package io.pumpwatch.datasets.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MobileNumberPlanTest {

  private static final MobileNumberPlan PLAN = MobileNumberPlan.bundled();

  static List<String> countries() {
    return PLAN.countries();
  }

  @ParameterizedTest
  @MethodSource("countries")
  void everyNumberIsAValidMobileNumberOfItsCountry(String country) throws NumberParseException {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    SeededRandom random = SeededRandom.of(1, country);
    for (MobilePrefix prefix : PLAN.prefixes(country)) {
      for (int i = 0; i < 50; i++) {
        String e164 = prefix.number(random.below(prefix.size()));
        PhoneNumber number = numbers.parse(e164, null);

        assertThat(numbers.getRegionCodeForNumber(number)).as(e164).isEqualTo(country);
        assertThat(numbers.getNumberType(number))
            .as(e164)
            .isIn(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
      }
    }
  }

  @Test
  void padsSubscriberDigits() {
    MobilePrefix prefix = new MobilePrefix("TN", "21694", 6, "605-02", "Tunisie Telecom");

    assertThat(prefix.number(42)).isEqualTo("+21694000042");
    assertThat(prefix.size()).isEqualTo(1_000_000);
    assertThatIllegalArgumentException().isThrownBy(() -> prefix.number(1_000_000));
  }

  @Test
  void refusesCountriesItDoesNotKnow() {
    assertThatIllegalArgumentException().isThrownBy(() -> PLAN.prefixes("ZZ"));
  }
}
