package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pumpwatch.jobs.settings.DetectorSettings.Level;
import io.pumpwatch.jobs.settings.DetectorSettings.Override;
import io.pumpwatch.jobs.settings.DetectorSettings.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsBinderTest {
  private static final String FILE = "settings.yaml";

  private static DetectorSettings bind(String yaml) {
    return SettingsBinder.bind(FILE, yaml, DetectorSettings.defaults());
  }

  private static List<String> problems(String yaml) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> bind(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    return refusal.problems().stream().map(SettingsProblem::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but a comment\n", "---\n", "{}"})
  void keepsTheDefaultsWhereTheFileIsSilent(String yaml) {
    assertThat(bind(yaml)).isEqualTo(DetectorSettings.defaults());
  }

  @Test
  void mapsEveryKey() {
    DetectorSettings settings =
        bind(
            """
            name: 0044
            enabled: false
            floor: 20
            ceiling: 10_000
            budget: 9000000000
            false-alarms: 1e-2
            level: very-aggressive
            episode-gap: 2 d
            warm-up: PT36H
            effective-from: 2026-02-01T00:00:00Z
            pepper: cubeb
            flows: [login_otp, password_reset]
            window: {length: 30s, share: 1}
            windows:
              long:
                length: 1 h
                share: 0.125
            overrides:
              - tenant: acme
                flow: off
                countries: [GA, NO]
                floor: 3
            """);

    assertThat(settings)
        .isEqualTo(
            new DetectorSettings(
                "0044",
                false,
                20,
                10_000,
                9_000_000_000L,
                0.01,
                Level.VERY_AGGRESSIVE,
                Duration.ofDays(2),
                Duration.ofHours(36),
                Instant.parse("2026-02-01T00:00:00Z"),
                "cubeb",
                List.of("login_otp", "password_reset"),
                new Window(Duration.ofSeconds(30), 1.0),
                Map.of(
                    "short", new Window(Duration.ofMinutes(5), 0.75),
                    "long", new Window(Duration.ofHours(1), 0.125)),
                List.of(new Override("acme", "off", List.of("GA", "NO"), 3))));
  }

  @Test
  void overridesANestedRecordComponentByComponent() {
    assertThat(bind("window: {share: 0.5}").window())
        .isEqualTo(new Window(Duration.ofMinutes(1), 0.5));
  }

  @Test
  void mergesAMapByKeyAndStartsNewEntriesFromTheirOwnDefaults() {
    assertThat(bind("windows: {short: {share: 0.5}, other: {length: 2 min}}").windows())
        .isEqualTo(
            Map.of(
                "short", new Window(Duration.ofMinutes(5), 0.5),
                "other", new Window(Duration.ofMinutes(2), 0.5)));
  }

  @Test
  void leavesOutWhatMayBeAbsentInAListEntry() {
    assertThat(bind("overrides: [{tenant: acme, floor: 1}]").overrides())
        .containsExactly(new Override("acme", null, List.of(), 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          floor: 0                      | settings.yaml:1: floor: must be at least 1, is 0
          ceiling: -1                   | settings.yaml:1: ceiling: must be at least 1, is -1
          false-alarms: 0.0009          | settings.yaml:1: false-alarms: must be from 0.001 to 100.0, is 0.0009
          false-alarms: 101             | settings.yaml:1: false-alarms: must be from 0.001 to 100.0, is 101
          window: {share: 1.01}         | settings.yaml:1: window.share: must be from 0.0 to 1.0, is 1.01
          window: {share: -0.01}        | settings.yaml:1: window.share: must be from 0.0 to 1.0, is -0.01
          window: {length: 9 s}         | settings.yaml:1: window.length: must be at least 10 s, is 9 s
          windows: {new: {share: 2}}    | settings.yaml:1: windows.new.share: must be from 0.0 to 1.0, is 2
          warm-up: 1 h                  | settings.yaml:1: warm-up: must be shorter than episode-gap, is 1 h
          episode-gap: 7 min            | settings.yaml:1: warm-up: must be shorter than episode-gap
          overrides: [{tenant: a, floor: -1}] | settings.yaml:1: overrides[0]: is refused: a floor below zero
          """)
  void refusesWhatIsOutOfBounds(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          floor: many            | floor: expected a whole number, found "many"
          floor: 1.5             | floor: expected a whole number, found "1.5"
          floor: 3000000000      | floor: expected a whole number, found "3000000000"
          floor: [1]             | floor: expected a whole number, found a list
          floor:                 | floor: has no value: expected a whole number
          enabled: yes           | enabled: expected true or false, found "yes"
          false-alarms: NaN      | false-alarms: expected a number, found "NaN"
          false-alarms: 1d       | false-alarms: expected a number, found "1d"
          level: bold            | level: expected one of cautious, very-aggressive, found "bold"
          episode-gap: 7         | episode-gap: expected a duration such as 7 min, 10 s, 1 h, 2 d or PT1H, found "7"
          episode-gap: -PT1H     | episode-gap: expected a duration such as 7 min, 10 s, 1 h, 2 d or PT1H, found "-PT1H"
          effective-from: monday | effective-from: expected an instant such as 2026-01-05T13:00:00Z, found "monday"
          name: {a: b}           | name: expected a text, found a group of keys
          pepper: [cubeb]        | pepper: expected a text, found a list
          flows: signup_otp      | flows: expected a list, found a single value
          window: 1 min          | window: expected a group of keys, found a single value
          windows: [1 min]       | windows: expected a group of keys, found a list
          flor: 3                | flor: unknown key; did you mean floor?
          episode_gap: 3 h       | episode_gap: unknown key; did you mean episode-gap?
          window: {colour: red}  | window.colour: unknown key; known here: length, share
          overrides: [{tenant: acme}] | overrides[0].floor: is missing
          floor: &limit 3        | no problem
          floor: "9              | is not YAML: while scanning a quoted scalar
          """)
  void saysWhatItExpected(String yaml, String problem) {
    if (problem.equals("no problem")) {
      assertThat(bind(yaml).floor()).isEqualTo(3);
    } else {
      assertThat(problems(yaml)).hasSize(1).allMatch(text -> text.endsWith(": " + problem));
    }
  }

  @Test
  void reportsEveryProblemAtOnceWithItsLine() {
    assertThat(
            problems(
                """
                floor: 0
                episode-gap: soon
                warm-up: 2 h
                windows:
                  short:
                    share: 7
                    lenght: 1 min
                overrides:
                  - tenant: acme
                    floor: 1
                  - flow: signup_otp
                    floor: three
                floor: 4
                """))
        .containsExactly(
            "settings.yaml:2: episode-gap: expected a duration such as 7 min, 10 s, 1 h, 2 d or"
                + " PT1H, found \"soon\"",
            "settings.yaml:6: windows.short.share: must be from 0.0 to 1.0, is 7",
            "settings.yaml:7: windows.short.lenght: unknown key; did you mean length?",
            "settings.yaml:11: overrides[1].tenant: is missing",
            "settings.yaml:12: overrides[1].floor: expected a whole number, found \"three\"",
            "settings.yaml:13: floor: stands twice, first on line 1");
  }

  @Test
  void refusesAliasesAndASecondDocument() {
    assertThat(problems("floor: &limit 3\nceiling: *limit\n"))
        .containsExactly("settings.yaml:2: ceiling: is an alias (*limit): write the value out");
    assertThat(problems("floor: 3\n---\nfloor: 4\n"))
        .containsExactly("settings.yaml:3: has a second document; settings are one");
  }

  @Test
  void neverRepeatsASecret() {
    assertThat(problems("pepper: {cubeb: long}").toString()).doesNotContain("cubeb");
  }

  @Test
  void readsAFileAndRefusesOneThatIsMissingOrNotText(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(FILE), "floor: 3\n");
    assertThat(SettingsBinder.bind(file, DetectorSettings.defaults()).floor()).isEqualTo(3);

    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> SettingsBinder.bind(missing, DetectorSettings.defaults()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(missing + ": there is no such file");

    Path bytes = Files.write(file, "name: é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SettingsBinder.bind(bytes, DetectorSettings.defaults()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(bytes + ": is not text in UTF-8");
  }

  /** A record that cannot be bound. */
  public record Unbindable(Object anything) {}

  @Test
  void throwsForARecordThatNoFileCanFill() {
    assertThatThrownBy(() -> SettingsBinder.bind(FILE, "anything: 1", new Unbindable("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anything is of a type that no setting has");
  }
}
