package io.pumpwatch.jobs.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finding survives the way through the Common Event Format, whatever text it holds. */
class CommonEventTest {
  private static final Finding FINDING = AlertExamples.open("f-1", 2, Severity.HIGH);

  private static ParsedCommonEvent parsed(Finding finding) {
    return ParsedCommonEvent.of(CommonEvent.line(finding));
  }

  private static Finding with(String component, Object value) {
    return AlertExamples.with(FINDING, Map.of(component, value));
  }

  @Test
  void theHeaderSaysWhoTellsOfWhat() {
    assertThat(parsed(FINDING).header())
        .containsExactly(
            "CEF:0",
            "Pumpwatch",
            "Pumpwatch",
            "unknown",
            "burst",
            "SMS pumping: burst on destination block +24177012xxx",
            "8");
  }

  @ParameterizedTest
  @CsvSource({"INFORMATIONAL, 1", "LOW, 3", "MEDIUM, 5", "HIGH, 8", "CRITICAL, 10"})
  void severityIsFromNoughtToTen(Severity severity, String number) {
    assertThat(parsed(AlertExamples.open("f-1", 2, severity)).header().get(6)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rt          | 1767618900000",
        "start       | 1767618300000",
        "end         | 1767621000000",
        "externalId  | f-1",
        "cat         | T1496.003",
        "outcome     | open",
        "cnt         | 1241",
        "msg         | 1,234 sends in 45 min to +24177012xxx, 12.5 are normal",
        "cs1         | incident-f-1",
        "cs1Label    | incidentId",
        "cs2         | destination_block",
        "cs3         | +24177012",
        "cs4         | acme",
        "cs5         | signup_otp",
        "cs6         | GA",
        "cn1         | 2",
        "cn2         | 1",
        "cn3         | 812",
        "cfp1        | 123.4",
        "cfp2        | -3.5",
        "cfp3        | 4.6",
        "cfp4        | 0.025",
        "flexString1 | block destination prefix +24177012 on flow signup_otp",
        "flexString2 | true",
      })
  void theExtensionSaysTheRest(String key, String value) {
    assertThat(parsed(FINDING).extension()).containsEntry(key, value);
  }

  @Test
  void everyCustomFieldHasItsLabel() {
    Map<String, String> extension = parsed(FINDING).extension();

    assertThat(extension.keySet())
        .filteredOn(key -> key.matches("(cs|cn|cfp|flexString)[1-6]"))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(extension).containsKey(key + "Label"));
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_IP, 203.0.113.7, src",
    "SOURCE_IP, 2001:db8::7, c6a2",
    "USER, u-7, suser",
  })
  void clientsAndUsersHaveKeysOfTheirOwn(Grain grain, String value, String key) {
    Finding finding =
        AlertExamples.with(FINDING, Map.of("entityKind", grain.word(), "entityValue", value));

    assertThat(parsed(finding).extension()).containsEntry(key, value);
  }

  @Test
  void anAddressThatIsNoneGetsNoKeyOfAnAddress() {
    Finding finding =
        AlertExamples.with(
            FINDING,
            Map.of("entityKind", Grain.SOURCE_IP.word(), "entityValue", "1.2.3.4 dst=6.6.6.6"));

    assertThat(parsed(finding).extension())
        .doesNotContainKeys("src", "c6a2", "dst")
        .containsEntry("cs3", "1.2.3.4 dst=6.6.6.6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "a\\b",
        "a\\|b",
        "a=b",
        "x severity=0 src=6.6.6.6",
        "ends with \\",
        "\\\\=\\|",
        "flow\\n cs1=forged",
        "Überweisung 漢字 😀"
      })
  void separatorsInTextSeparateNothing(String text) {
    Finding finding =
        AlertExamples.with(FINDING, Map.of("entityValue", text, "flow", text, "explanation", text));
    ParsedCommonEvent event = parsed(finding);

    assertThat(event.header().get(5)).contains(text);
    assertThat(event.extension().keySet()).isEqualTo(parsed(FINDING).extension().keySet());
    assertThat(event.extension())
        .containsEntry("cs3", text)
        .containsEntry("cs5", text)
        .containsEntry("msg", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nCEF:0|x", "a\r\nb", "a\u2028b", "a\u001b[31mb", "a\u202eb", "a\u0000b"})
  void textNeverEndsTheLine(String text) {
    String line = CommonEvent.line(with("flow", text));

    assertThat(line.codePoints()).noneMatch(Character::isISOControl);
    assertThat(line.lines()).hasSize(1);
    assertThat(line).doesNotContain("\u2028", "\u202e");
    assertThat(ParsedCommonEvent.of(line).extension().get("cs5")).startsWith("a\\u");
  }

  @Test
  void valuesKeepToTheLengthsOfTheDictionaryAndAreCutBetweenCharacters() {
    String text = "a" + "😀".repeat(3000);
    Finding finding =
        AlertExamples.with(
            FINDING,
            Map.of(
                "findingId",
                "f".repeat(100),
                "explanation",
                text,
                "recommendedAction",
                text,
                "entityValue",
                text));
    String line = CommonEvent.line(finding);
    ParsedCommonEvent event = ParsedCommonEvent.of(line);

    assertThat(new String(line.getBytes(UTF_8), UTF_8)).as("whole characters").isEqualTo(line);
    assertThat(event.header().get(5)).hasSizeLessThanOrEqualTo(512);
    assertThat(event.extension().get("externalId")).hasSize(40);
    assertThat(event.extension().get("msg")).hasSizeBetween(1000, 1023);
    assertThat(event.extension().get("flexString1")).hasSizeBetween(1000, 1023);
  }

  @Property(tries = 300)
  void anyTextComesThroughWhole(@ForAll("hostileText") String text) {
    ParsedCommonEvent event = parsed(with("tenant", text));

    assertThat(event.extension()).containsEntry("cs4", text);
  }

  @Provide
  Arbitrary<String> hostileText() {
    return Arbitraries.strings()
        .withChars('\\', '|', '=', ' ', 'n', 'a', '1', ':', '+')
        .ofMinLength(1)
        .ofMaxLength(60);
  }
}
