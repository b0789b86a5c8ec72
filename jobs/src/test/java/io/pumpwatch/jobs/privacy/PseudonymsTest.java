package io.pumpwatch.jobs.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.settings.PrivacySettings;
import io.pumpwatch.jobs.settings.PrivacySettings.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OTHER_KEY = "QTEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NUMBER = "+24177012345";

  private static Pseudonyms pseudonyms(Form digits, Form addresses) {
    return new Pseudonyms(new PrivacySettings(digits, addresses), PrivacyKey.ofBase64(KEY));
  }

  private static final Pseudonyms HMAC = pseudonyms(Form.HMAC, Form.HMAC);
  private static final Pseudonyms TRUNCATE = pseudonyms(Form.TRUNCATE, Form.TRUNCATE);

  @Test
  void aNumberKeepsItsBlockAndIsAlwaysTheSame() {
    String pseudonym = HMAC.number(NUMBER);

    assertThat(pseudonym).matches("\\+2417701~[0-9a-f]{16}");
    assertThat(HMAC.number("24177012345")).isEqualTo(pseudonym);
    assertThat(HMAC.number("+24177012346")).isNotEqualTo(pseudonym).startsWith("+2417701~");
    assertThat(TRUNCATE.number(NUMBER)).isEqualTo("+2417701xxxx");
    assertThat(pseudonyms(Form.KEEP, Form.HMAC).number(NUMBER)).isEqualTo(NUMBER);
  }

  @Test
  void anotherKeyGivesOthers() {
    Pseudonyms other =
        new Pseudonyms(new PrivacySettings(Form.HMAC, Form.HMAC), PrivacyKey.ofBase64(OTHER_KEY));

    assertThat(other.number(NUMBER)).isNotEqualTo(HMAC.number(NUMBER));
    assertThat(other.address("203.0.113.7")).isNotEqualTo(HMAC.address("203.0.113.7"));
    assertThat(other.id("94c30014")).isNotEqualTo(HMAC.id("94c30014"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0/24",
    "203.0.113.0/24, 203.0.113.0/24",
    "2001:db8:1:2::3, 2001:db8:1::/48",
    "2001:db8:1:2::/64, 2001:db8:1::/48",
  })
  void anAddressEndsWithItsNetwork(String address, String network) {
    assertThat(TRUNCATE.address(address)).isEqualTo(network);
    assertThat(HMAC.address(address)).matches("ip~[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app/1.0 +24177012345",
        "tel:+24177012345;phone-context=x",
        "user24177012345",
        "to=24177012345&from=1",
        "24177012345",
        "a-24177012345-b",
      })
  void aNumberIsFoundInText(String text) {
    assertThat(HMAC.text(text, Set.of()))
        .contains(HMAC.number(NUMBER))
        .doesNotContain("24177012345");
    assertThat(TRUNCATE.text(text, Set.of())).contains("+2417701xxxx").doesNotContain("012345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client 203.0.113.7: 600 attempts",
        "203.0.113.7:8443",
        "for=203.0.113.7;by=x",
        "::ffff:203.0.113.7",
        "http://203.0.113.7/",
      })
  void anAddressIsFoundInText(String text) {
    assertThat(HMAC.text(text, Set.of()))
        .contains(HMAC.address("203.0.113.7"))
        .doesNotContain("203.0.113");
    assertThat(TRUNCATE.text(text, Set.of())).contains("203.0.113.0/24");
  }

  @Test
  void anAddressOfTheSixthVersionIsFoundInText() {
    assertThat(HMAC.text("challenge 2001:db8::7 now", Set.of()))
        .isEqualTo("challenge " + HMAC.address("2001:db8::7") + " now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,234 sends in 45 min, 12.5 are normal",
        "from 2026-03-02 03:48 to 04:00 UTC",
        "at 13:36:57",
        "version 1.2.3",
        "USD 47.52",
        "signup_otp",
      })
  void otherTextStays(String text) {
    assertThat(HMAC.text(text, Set.of())).isEqualTo(text);
  }

  @Test
  void aPrefixIsCutToWhatANumberKeeps() {
    assertThat(HMAC.prefix("+24177012", Pseudonyms.blockOf(NUMBER).length())).isEqualTo("+2417701");
    assertThat(HMAC.prefix("+2417701", 8)).isEqualTo("+2417701");
    assertThat(HMAC.number(NUMBER)).startsWith(Pseudonyms.blockOf(NUMBER) + "~");
  }

  @Test
  void prefixesStayInText() {
    String text = "block destination prefix +24177012 and +241770129, not +24177012345";

    assertThat(HMAC.text(text, Set.of("+24177012", "+241770129")))
        .isEqualTo("block destination prefix +24177012 and +241770129, not " + HMAC.number(NUMBER));
  }

  @Test
  void whatIsHiddenOnceStays() {
    String once = HMAC.text(NUMBER + " from 203.0.113.7", Set.of());

    assertThat(once).isEqualTo(HMAC.number(NUMBER) + " from " + HMAC.address("203.0.113.7"));
  }

  @Test
  void anIdIsNoFunctionOfWhatIsHiddenWithoutTheKey() {
    assertThat(HMAC.id("94c30014")).matches("[0-9a-f]{32}").isEqualTo(TRUNCATE.id("94c30014"));
    assertThat(HMAC.id(null)).isNull();
  }

  @Test
  void theKeyComesFromTheEnvironmentOrAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    PrivacySettings settings = new PrivacySettings(Form.HMAC, Form.HMAC);

    assertThat(
            new Pseudonyms(settings, PrivacyKey.of(Map.of("PUMPWATCH_PRIVACY_KEY", KEY)))
                .number(NUMBER))
        .isEqualTo(HMAC.number(NUMBER));
    assertThat(
            new Pseudonyms(
                    settings, PrivacyKey.of(Map.of("PUMPWATCH_PRIVACY_KEY_FILE", file.toString())))
                .number(NUMBER))
        .isEqualTo(HMAC.number(NUMBER));
    assertThat(PrivacyKey.ofBase64(KEY)).hasToString("PrivacyKey[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base 64", "c2hvcnQ="})
  void aKeyThatIsNoneIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> PrivacyKey.of(Map.of("PUMPWATCH_PRIVACY_KEY", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the key of privacy")
        .hasMessageNotContaining(text);
  }

  @Test
  void withoutAKeyNothingIsHidden() {
    Privacy privacy =
        new Privacy(new PrivacySettings(Form.TRUNCATE, Form.KEEP), () -> PrivacyKey.of(Map.of()));

    assertThat(privacy.problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("PUMPWATCH_PRIVACY_KEY_FILE"));
    assertThat(Privacy.NONE.problem()).isEmpty();
  }
}
