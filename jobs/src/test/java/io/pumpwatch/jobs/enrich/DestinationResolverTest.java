package io.pumpwatch.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pumpwatch.event.Destination;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationResolverTest {

  private final DestinationResolver resolver = new DestinationResolver();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "+447510123456, GB, true, mobile, O2",
        "+447781123456, GG, true, mobile, Sure",
        "+447797712345, JE, true, mobile, JT",
        "+447624312345, IM, true, mobile, Manx Telecom",
        "+79161234567, RU, true, mobile, -",
        "+77011234567, KZ, true, mobile, Kcell/Activ",
        "+16135550123, CA, true, fixed_line_or_mobile, -",
        "+18762101234, JM, true, mobile, Cable & Wireless",
        "+12025550123, US, true, fixed_line_or_mobile, -",
        "+24177012345, GA, true, mobile, Airtel",
        "+442079460123, GB, true, fixed_line, -",
        "+15555550123, US, false, -, -",
        "+11115550123, US, false, -, -",
        "+18760001234, JM, false, -, -",
        "+4412, GB, false, -, -",
        "+70001234567, RU, false, -, -",
        "+870773111632, -, true, mobile, -",
      })
  void tellsWhatTheNumberTells(
      String number, String country, boolean valid, String type, String networkName) {
    Destination destination = resolver.resolve(number).orElseThrow();

    assertThat(destination.number()).isEqualTo(number);
    assertThat(destination.country()).isEqualTo(country);
    assertThat(destination.valid()).isEqualTo(valid);
    assertThat(destination.numberType()).isEqualTo(type);
    assertThat(destination.networkName()).isEqualTo(networkName);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "+",
        "447510123456",
        "+8190XXXXXXXX",
        "+999123456789",
        "+44 7510 123456",
        "tel:+4475"
      })
  void knowsNothingOfWhatIsNoNumber(String text) {
    assertThat(resolver.resolve(text)).isEmpty();
  }

  @Test
  void forgetsTheNumberNotAskedForLongest() {
    DestinationResolver small = new DestinationResolver(2);
    for (String number : new String[] {"+447510123456", "+79161234567", "+24177012345", "+"}) {
      small.resolve(number);
    }

    assertThat(small.rememberedNumbers()).isEqualTo(2);
    assertThat(small.resolve("+447510123456")).get().extracting("country").isEqualTo("GB");
  }

  @Test
  void refusesToRememberNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DestinationResolver(0));
  }

  @Test
  void worksAfterItsJourneyToAWorker() throws IOException, ClassNotFoundException {
    resolver.resolve("+447510123456");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(resolver);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      DestinationResolver arrived = (DestinationResolver) in.readObject();

      assertThat(arrived.rememberedNumbers()).isZero();
      assertThat(arrived.resolve("+447510123456")).get().extracting("country").isEqualTo("GB");
    }
  }
}
