package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionBoundsTest {
  private static final String FILE = "settings.yaml";
  private static final String COMMON = "name: a, reason: b, owner: c";
  private static final String ENTRY = COMMON + ", until: 2026-02-01T00:00:00Z";
  private static final String CAMPAIGN =
      COMMON + ", start: 2026-01-05T00:00:00Z, end: 2026-01-06T00:00:00Z, sends: 9";

  private static SettingsException refusal(String yaml) {
    return catchThrowableOfType(
        SettingsException.class, () -> SettingsBinder.bind(FILE, yaml, Settings.defaults()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reason: b, owner: c, until: 2026-02-01T00:00:00Z, tenant: x   | .name: is missing
          name: a, owner: c, until: 2026-02-01T00:00:00Z, tenant: x     | .reason: is missing
          name: a, reason: b, until: 2026-02-01T00:00:00Z, tenant: x    | .owner: is missing
          name: a, reason: b, owner: c, tenant: x                       | .until: is missing
          ENTRY                                                         | : must say whose traffic it is about
          ENTRY, from: 2026-02-01T00:00:00Z, tenant: x                  | .until: must be after it begins, is 2026-02-01T00:00:00Z
          ENTRY, number: 0044                                           | .number: must be a number with + and digits only, is 0044
          ENTRY, prefix: '+44x'                                         | .prefix: must be + and leading digits, is +44x
          ENTRY, country: gb                                            | .country: must be an ISO 3166-1 alpha-2 code, is gb
          ENTRY, source: office                                         | .source: must be an address or a range such as 192.0.2.0/24, is office
          ENTRY, source: 192.0.2.0/33                                   | .source: must be an address or a range such as 192.0.2.0/24, is 192.0.2.0/33
          ENTRY, user: u, identity: i                                   | : must name one of number, prefix, identity and user
          ENTRY, tenant: x, nummer: '+44'                                        | .nummer: unknown key; did you mean number?
          """)
  void refusesAnEntryThatSaysTooLittle(String entry, String problem) {
    String yaml =
        "detection: {allow-list: [{name: first, reason: b, owner: c, until: 2026-02-01T00:00:00Z,"
            + " user: u}, {"
            + entry.replace("ENTRY", ENTRY)
            + "}]}";

    assertThat(refusal(yaml)).hasMessage(FILE + ":1: detection.allow-list[1]" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: a, reason: b, owner: c, end: 2026-02-01T00:00:00Z, sends: 9   | .start: is missing
          name: a, reason: b, owner: c, start: 2026-02-01T00:00:00Z, sends: 9 | .end: is missing
          CAMPAIGN, countries: [GA, Gabon]                                    | .countries[1]: must be an ISO 3166-1 alpha-2 code, is Gabon
          CAMPAIGN, prefixes: ['241']                                         | .prefixes[0]: must be + and leading digits, is 241
          """)
  void refusesACampaignThatSaysTooLittle(String campaign, String problem) {
    String yaml = "detection: {campaigns: [{" + campaign.replace("CAMPAIGN", CAMPAIGN) + "}]}";

    assertThat(refusal(yaml)).hasMessage(FILE + ":1: detection.campaigns[0]" + problem);
  }

  @Test
  void tellsOfEveryProblemAtOnce() {
    assertThat(refusal("detection: {allow-list: [{}], campaigns: [{}]}").problems())
        .extracting(problem -> problem.key() + ": " + problem.message())
        .containsExactly(
            "detection.allow-list[0].name: is missing",
            "detection.allow-list[0].reason: is missing",
            "detection.allow-list[0].owner: is missing",
            "detection.allow-list[0].until: is missing",
            "detection.allow-list[0]: must say whose traffic it is about",
            "detection.campaigns[0].name: is missing",
            "detection.campaigns[0].reason: is missing",
            "detection.campaigns[0].owner: is missing",
            "detection.campaigns[0].start: is missing",
            "detection.campaigns[0].end: is missing",
            "detection.campaigns[0].sends: must be at least 1");
  }

  @Test
  void aNameIsOfOneEntryOrCampaignAlone() {
    String yaml =
        "detection: {allow-list: [{%s, tenant: x}], campaigns: [{%s}]}".formatted(ENTRY, CAMPAIGN);

    assertThat(refusal(yaml))
        .hasMessage(
            FILE + ":1: detection.campaigns[0].name: must be of one entry or campaign alone, is a");
  }

  @Test
  void whatIsPrintedIsReadAsTheSame() {
    Settings settings =
        SettingsBinder.bind(
            FILE,
            "detection: {allow-list: [{%s, tenant: x, user-agent: 'y/*'}], campaigns: [{%s}]}"
                .formatted(ENTRY, CAMPAIGN.replace("name: a", "name: d")),
            Settings.defaults());

    assertThat(SettingsBinder.bind(FILE, SettingsWriter.yaml(settings), Settings.defaults()))
        .isEqualTo(settings);
  }
}
