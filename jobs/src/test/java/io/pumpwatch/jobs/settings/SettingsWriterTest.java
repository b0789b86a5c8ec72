package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsWriterTest {
  private static final DetectorSettings DEFAULTS = DetectorSettings.defaults();

  private static DetectorSettings bind(String yaml) {
    return SettingsBinder.bind("settings.yaml", yaml, DEFAULTS);
  }

  @Test
  void printsSettingsTheWayTheyAreRead() {
    assertThat(SettingsWriter.yaml(DEFAULTS))
        .isEqualTo(
            """
            name: burst
            enabled: true
            floor: 15
            budget: 1000000
            false-alarms: 0.1
            level: cautious
            episode-gap: 1 h
            warm-up: 7 min
            effective-from: 2026-01-05T13:00:00Z
            pepper: '********'
            flows:
              - signup_otp
            window:
              length: 1 min
              share: 0.25
            windows:
              short:
                length: 5 min
                share: 0.75
            overrides: []
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "name: \"on\"",
        "name: \"007\"",
        "name: 'x: y # z'",
        "name: \"a\\nb\\u0007\"",
        "level: very-aggressive",
        "overrides: [{tenant: a, floor: 2}, {tenant: b, flow: x, countries: [NO], floor: 3}]",
        "windows: {z: {share: 1}, a: {length: 250 s}}"
      })
  void printsWhatReadsBackAsTheSame(String yaml) {
    DetectorSettings settings = bind(yaml);
    DetectorSettings back =
        SettingsBinder.bind(
            "effective.yaml",
            SettingsWriter.yaml(settings).replaceFirst("pepper: .*\n", ""),
            DEFAULTS);
    assertThat(back).isEqualTo(settings);
  }

  /** A list of records that have defaults. */
  public record Windows(List<DetectorSettings.Window> list) {}

  @Test
  void leavesOutWhatAnEntryOfAListHasByDefault() {
    Windows windows = new Windows(List.of(new DetectorSettings.Window(Duration.ofMinutes(1), 1.0)));
    assertThat(SettingsWriter.yaml(windows)).isEqualTo("list:\n  - share: 1.0\n");
    assertThat(
            SettingsBinder.bind(
                "effective.yaml", SettingsWriter.yaml(windows), new Windows(List.of())))
        .isEqualTo(windows);
  }

  @Test
  void hashesWhatTheSettingsSayAndNotHowTheyAreWritten() {
    String hash = SettingsWriter.hash(DEFAULTS);

    assertThat(hash).matches("[0-9a-f]{16}");
    assertThat(SettingsWriter.hash(bind("floor: 15 # as it was\nwarm-up: 420 s"))).isEqualTo(hash);
    assertThat(SettingsWriter.hash(bind("windows: {a: {share: 1}, b: {share: 0}}")))
        .isEqualTo(SettingsWriter.hash(bind("windows: {b: {share: 0}, a: {share: 1}}")));
    assertThat(SettingsWriter.hash(bind("pepper: cubeb"))).isEqualTo(hash);
    assertThat(SettingsWriter.hash(bind("floor: 16"))).isNotEqualTo(hash);
    assertThat(
            SettingsWriter.hash(bind("overrides: [{tenant: a, floor: 1}, {tenant: b, floor: 1}]")))
        .isNotEqualTo(
            SettingsWriter.hash(bind("overrides: [{tenant: b, floor: 1}, {tenant: a, floor: 1}]")));
  }

  @Test
  void keepsItsHashBetweenReleases() {
    assertThat(SettingsWriter.hash(DEFAULTS)).isEqualTo("4808f2677ad6bb03");
  }
}
