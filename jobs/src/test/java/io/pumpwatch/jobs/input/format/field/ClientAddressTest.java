package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress addresses = new ClientAddress(ClientAddressSettings.defaults());

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "' 203.0.113.9 ', 203.0.113.9",
    "203.0.113.9:51234, 203.0.113.9",
    "2001:DB8:0:0:0:0:0:9, 2001:db8::9",
    "2001:db8:0:1:1:0:0:9, 2001:db8:0:1:1::9",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0db8::, 2001:db8::",
    "[2001:db8::9]:443, 2001:db8::9",
    "::ffff:203.0.113.9, 203.0.113.9"
  })
  void oneAddressIsOneText(String logged, String expected) {
    assertThat(addresses.of(logged)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "-",
        "0.0.0.0",
        "::",
        "0.1.2.3",
        "255.255.255.255",
        "224.0.0.1",
        "203.0.113.xxx",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.9.1",
        "1",
        "sns.amazonaws.com",
        "AWS Internal",
        "2001:db8::g",
        "2001:db8::9%eth0",
        "fe80::1%1",
        "unknown",
        ":",
        "::::"
      })
  void whatTellsNoClientIsMissing(String logged) {
    assertThat(addresses.of(logged)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "::1",
        "fe80::1",
        "fd00::1"
      })
  void privateAddressesAreMissingUnlessKept(String logged) {
    assertThat(addresses.of(logged)).isNull();
    assertThat(new ClientAddress(new ClientAddressSettings(List.of(), true)).of(logged))
        .isEqualTo(logged);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          203.0.113.9 | none                                   | 203.0.113.9
          203.0.113.9 | 198.51.100.7                           | 203.0.113.9
          10.0.0.7    | 198.51.100.7                           | 198.51.100.7
          10.0.0.7    | 198.51.100.6, 198.51.100.7             | 198.51.100.7
          10.0.0.7    | 198.51.100.6, 198.51.100.7, 10.0.0.8   | 198.51.100.7
          10.0.0.7    | 10.0.0.9, 10.0.0.8                     | none
          10.0.0.7    | unknown                                | none
          10.0.0.7    | 198.51.100.7, unknown                  | none
          10.0.0.7    | none                                   | none
          ::1         | 2001:db8::9                            | 2001:db8::9
          """)
  void behindProxiesTheLastStrangerIsTheClient(String peer, String header, String expected) {
    assertThat(addresses.of(peer, header)).isEqualTo(expected);
  }

  @Test
  void onlyTheRangesOfTheSettingAreTrusted() {
    ClientAddress own =
        new ClientAddress(new ClientAddressSettings(List.of("203.0.113.128/25"), false));
    assertThat(own.of("203.0.113.200", "198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(own.of("203.0.113.100", "198.51.100.7")).isEqualTo("203.0.113.100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.example", ""})
  void aRangeThatIsNoneIsRefused(String range) {
    ClientAddressSettings settings = new ClientAddressSettings(List.of(range), false);
    assertThatThrownBy(() -> new ClientAddress(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(range);
  }
}
