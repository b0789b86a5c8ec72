package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverrideBoundsTest {
  private static final String FILE = "settings.yaml";
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static Settings settings(String yaml) {
    return SettingsBinder.bind(FILE, yaml, Settings.defaults());
  }

  private static SettingsException refusal(String yaml) {
    return catchThrowableOfType(SettingsException.class, () -> settings(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limits: {burst: {flash-multiple: 2}}                               | [0].match: must name a tenant, flow, country or network
          match: {tenant: shop}                                              | [0]: must have limits or a protection of its own
          match: {country: Gabon}, protection: cautious                      | [0].match.country: must be an ISO 3166-1 alpha-2 code, is Gabon
          match: {network: 20801}, protection: cautious                      | [0].match.network: must be MCC-MNC, as 208-01, is 20801
          match: {tenants: shop}, protection: cautious                       | [0].match.tenants: unknown key; did you mean tenant?
          match: {tenant: shop}, protection: calm                            | [0].protection: expected one of cautious, standard, aggressive, found "calm"
          match: {tenant: shop}, limits: {bust: {flash-multiple: 2}}         | [0].limits.bust: unknown key; did you mean burst?
          match: {tenant: shop}, limits: {burst: {flash-multiple: 0.5}}      | [0].limits.burst.flash-multiple: must be at least 1, is 0.5
          match: {tenant: shop}, limits: {burst: {floors: {country: 0}}}     | [0].limits.burst.floors.country: must be above 0, is 0
          match: {tenant: shop}, limits: {burst: {episode-gap: 2 h}}         | [0].limits.burst.episode-gap: unknown key; known here: floors, false-alarm-probability, flash-multiple, converting-share
          match: {tenant: shop}, limits: {repeat-flood: {repeated-sends: 9}} | [0].limits.repeat-flood.unanswered-sends: must be above repeated-sends
          match: {tenant: shop}, limits: {send-to-success-imbalance: {limits: {identity: 9}}} | [0].limits.send-to-success-imbalance.limits.identity: unknown key; known here: destination_block_2, destination_block_3, destination_block_4, destination_range, source_ip, block_cohort, country, flow, network
          """)
  void refusesWhatIsWrong(String override, String problem) {
    SettingsException refusal = refusal("detection: {overrides: [{" + override + "}]}");

    assertThat(refusal.problems().get(0)).hasToString(FILE + ":1: detection.overrides" + problem);
  }

  @Test
  void tellsOfEveryProblemAtOnceAndOfEachOnce() {
    SettingsException refusal =
        refusal(
            "detection:\n"
                + "  burst: {flash-multiple: 0}\n"
                + "  overrides:\n"
                + "    - {match: {country: x}, protection: cautious}\n"
                + "    - {match: {tenant: x}}\n");

    assertThat(refusal.problems())
        .extracting(SettingsProblem::key)
        .containsExactly(
            "detection.burst.flash-multiple",
            "detection.overrides[0].match.country",
            "detection.overrides[1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tenant: a              | tenant: a, country: GA | detection.overrides[1] (tenant a, country GA) never holds: all its traffic is of detection.overrides[0] (tenant a), which comes first
          tenant: a              | tenant: a              | detection.overrides[1] (tenant a) never holds: all its traffic is of detection.overrides[0] (tenant a), which comes first
          tenant: a              | country: GA            | detection.overrides[1] (country GA) does not hold for the traffic that is of detection.overrides[0] (tenant a) too, which comes first
          tenant: a, country: GA | tenant: a              |
          tenant: a              | tenant: b              |
          tenant: a, country: GA | tenant: a, country: GB |
          """)
  void warnsOfWhatNeverOrNotAlwaysHolds(String first, String second, String warning) {
    Settings settings =
        settings(
            "detection: {overrides: [{match: {%s}, protection: cautious}, {match: {%s}, protection: cautious}]}"
                .formatted(first, second));

    if (warning == null) {
      assertThat(SettingsWarnings.of(settings.detection())).isEmpty();
    } else {
      assertThat(SettingsWarnings.of(settings.detection())).containsExactly(warning);
    }
  }

  @Test
  void warnsOfWhatHasRunOut() {
    Settings settings =
        settings(
            """
            detection:
              allow-list:
                - {name: old, reason: a, owner: kim, until: "2026-03-02T11:00:00Z", tenant: a}
                - {name: new, reason: a, owner: kim, until: "2026-03-02T13:00:00Z", tenant: a}
              campaigns:
                - {name: past, reason: a, owner: lee, start: "2026-03-01T11:00:00Z", end: "2026-03-01T13:00:00Z", sends: 9}
            """);

    assertThat(SettingsWarnings.of(settings.detection(), NOW))
        .containsExactly(
            "detection.allow-list: old ended on 2026-03-02T11:00:00Z and holds back nothing that"
                + " came later; its owner is kim",
            "detection.campaigns: past ended on 2026-03-01T13:00:00Z and holds back nothing that"
                + " came later; its owner is lee");
  }

  @Test
  void whatIsPrintedIsReadAsTheSame() {
    Settings settings =
        settings(
            "detection: {overrides: [{match: {tenant: a}, limits: {burst: {floors: {user: 20}}}}]}");
    String printed = SettingsWriter.yaml(settings);

    assertThat(printed)
        .contains(
            """
              overrides:
                - match:
                    tenant: a
                  limits:
                    burst:
                      floors:
                        user: 20
            """);
    assertThat(settings(printed)).isEqualTo(settings);
  }
}
