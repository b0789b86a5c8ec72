package io.pumpwatch.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.jobs.settings.SettingsDifference;
import io.pumpwatch.jobs.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantsTest {

  private static Settings settings(String yaml) {
    return SettingsBinder.bind("test", yaml, Settings.defaults());
  }

  private static Variants swept(String... sweeps) {
    return Variants.of(
        Map.of("mine", Settings.defaults()), List.of(sweeps).stream().map(Sweep::parse).toList());
  }

  @Test
  void eachSweepChangesItsOwnSettingOfTheFirstAlone() {
    Map<String, Settings> files = new LinkedHashMap<>();
    files.put("mine", Settings.defaults());
    files.put("theirs", settings("detection: {protection: cautious}"));
    Variants variants =
        Variants.of(
            files,
            List.of(
                Sweep.parse("detection.burst.floors.source_ip= 6, 12 ,24"),
                Sweep.parse("detection.modes.burst=off")));

    assertThat(variants.all())
        .extracting(Variant::name)
        .containsExactly(
            "mine",
            "theirs",
            "detection.burst.floors.source_ip=6",
            "detection.burst.floors.source_ip=24",
            "detection.modes.burst=off");
    assertThat(variants.all().get(3).differences())
        .containsExactly(
            new SettingsDifference("detection.burst.floors.source_ip", "12", "24", false));
    assertThat(variants.all().get(0).differences()).isEmpty();
    assertThat(variants.points())
        .extracting(SweptPoint::variant)
        .containsExactly(
            "detection.burst.floors.source_ip=6",
            "mine",
            "detection.burst.floors.source_ip=24",
            "detection.modes.burst=off");
    assertThat(variants.alternatives()).hasSize(4);
    assertThat(variants.namesByRules()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "detection.burst.episode-gap=2h, detection.burst.episode-gap",
    "detection.trials.maturity=5min, detection.trials.maturity",
    "detection.priors.conversion=0.5, detection.priors.conversion",
    "detection.sequential-numbers.patience=4h, detection.sequential-numbers.patience",
    "deduplicate.mode=off, deduplicate.mode",
    "response.keep-prefix=2d, response.keep-prefix",
    "input.limits.max-record-bytes=2097152, input.limits.max-record-bytes"
  })
  void whatIsMoreThanLimitsNeedsItsOwnPass(String sweep, String key) {
    assertThatThrownBy(() -> swept("detection.protection=cautious", sweep))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--sweep "
                + sweep
                + ": needs its own pass, where it differs in "
                + key
                + ": variants of one pass differ in limits, modes and suppression alone");
  }

  @Test
  void everyProblemIsTold() {
    Map<String, Settings> files = new LinkedHashMap<>();
    files.put("mine", Settings.defaults());
    files.put("copy", settings("{}"));

    assertThatThrownBy(
            () ->
                Variants.of(
                    files,
                    List.of(
                        Sweep.parse("detection.burst.flash-multipel=2"),
                        Sweep.parse("detection.protection=careless"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("copy: is the same as mine")
        .hasMessageContaining("unknown key; did you mean flash-multiple?")
        .hasMessageContaining("--sweep detection.protection=careless")
        .hasMessageContaining("found \"careless\"");
  }

  @Test
  void onePassTakesSoMany() {
    String values =
        IntStream.rangeClosed(101, 164)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));

    assertThatThrownBy(() -> swept("detection.burst.floors.source_ip=" + values))
        .hasMessageContaining("makes 65 variants; one pass takes 64");
  }

  /** A folder is named after each. */
  @Test
  void namesFitAnyFileSystem() {
    assertThat(swept("detection.modes.burst= off").all())
        .extracting(Variant::name)
        .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9._=+-]+"));
    assertThat(
            Variants.of(
                    Map.of("a b/../c", Settings.defaults()),
                    List.of(Sweep.parse("detection.modes.burst=off")))
                .all()
                .get(0)
                .name())
        .isEqualTo("a-b-..-c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"detection.protection", "=3", "key=", "key=1,,2"})
  void aSweepNamesAKeyAndValues(String text) {
    assertThatThrownBy(() -> Sweep.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected KEY=VALUE");
  }
}
