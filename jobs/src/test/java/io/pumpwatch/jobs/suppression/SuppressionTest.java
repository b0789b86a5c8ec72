package io.pumpwatch.jobs.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.suppression.AllowListEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evidence of every finding here lasts from 13:05 to 13:50 on 5 January 2026. */
class SuppressionTest {
  private static final String ALLOWED =
      "detection: {allow-list: [{name: entry, reason: a test, owner: kim,"
          + " until: 2026-02-01T00:00:00Z, %s}]}";
  private static final String ANNOUNCED =
      "detection: {campaigns: [{name: launch, reason: a launch, owner: kim,"
          + " start: 2026-01-05T13:00:00Z, end: 2026-01-05T18:00:00Z, sends: 5000%s}]}";
  private static final int ATTEMPTS = 1241;

  private static Suppression suppression(String settings) {
    return Suppression.of(
        SettingsBinder.bind("settings.yaml", settings, Settings.defaults()).detection());
  }

  private static Suppression allowing(String conditions) {
    return suppression(ALLOWED.formatted(conditions));
  }

  private static Suppression announcing(String more) {
    return suppression(ANNOUNCED.formatted(more));
  }

  private static Finding with(Map<String, ?> values) {
    return AlertExamples.with(AlertExamples.open("f", 1, Severity.HIGH), values);
  }

  /** A finding of 1,241 attempts of the tenant acme on signup_otp to GA. */
  private static Finding on(String kind, String value) {
    return with(Map.of("entityKind", kind, "entityValue", value));
  }

  private static Finding on(String kind, String value, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("entityKind", kind);
    values.put("entityValue", value);
    return with(values);
  }

  private static Finding from(int distinct, String... addresses) {
    List<ValueCount> counts = new ArrayList<>();
    Arrays.stream(addresses)
        .map(address -> address.split(":"))
        .forEach(parts -> counts.add(new ValueCount(parts[0], Long.parseLong(parts[1]))));
    return on("country", "GA", Map.of("topSourceIps", counts, "distinctSourceIps", distinct));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number: '+24177012345'    | destination         | +24177012345        | true
          number: '+24177012345'    | destination         | +24177012346        | false
          number: '+24177012345'    | destination_block   | +24177012           | false
          prefix: '+24177012'       | destination         | +24177012345        | true
          prefix: '+24177012'       | destination_block   | +24177012           | true
          prefix: '+24177012'       | destination_block   | +241770123          | true
          prefix: '+24177012'       | destination_block   | +2417701            | false
          prefix: '+24177012'       | destination_range   | +24177              | false
          prefix: '+24177012'       | country             | GA                  | false
          prefix: '+24177012'       | source_ip           | 203.0.113.7         | false
          country: GA               | country             | GA                  | true
          country: GA               | destination_block   | +24177012           | true
          country: GB               | destination_block   | +24177012           | false
          source: 203.0.113.0/24    | source_ip           | 203.0.113.7         | true
          source: 203.0.113.0/24    | source_network      | 203.0.113.0/24      | true
          source: 203.0.113.7       | source_ip           | 203.0.113.7         | true
          source: 203.0.113.7       | source_network      | 203.0.113.0/24      | false
          source: 203.0.113.0/24    | source_ip           | 198.51.100.7        | false
          source: '2001:db8:1::/48' | source_ip           | 2001:db8:1:2::/64   | true
          source: '2001:db8:1::/48' | source_network      | 2001:db8:1::/48     | true
          source: '2001:db8:1:2::1' | source_ip           | 2001:db8:1:2::/64   | false
          source: 203.0.113.0/24    | source_ip           | not an address      | false
          identity: AKIA1           | identity            | AKIA1               | true
          identity: AKIA1           | identity            | AKIA2               | false
          identity: AKIA1           | user                | AKIA1               | false
          identity: AKIA1           | country             | GA                  | false
          user: u-7                 | user                | u-7                 | true
          user: u-7                 | user                | u-8                 | false
          flow: signup_otp          | flow                | signup_otp          | true
          flow: login_otp           | destination_block   | +24177012           | false
          tenant: acme              | country             | GA                  | true
          tenant: shop              | country             | GA                  | false
          tenant: acme, country: GA | country             | GA                  | true
          tenant: acme, country: GB | country             | GA                  | false
          """)
  void anEntryCoversWhatLiesWhollyWithinIt(
      String conditions, String kind, String value, boolean covered) {
    Optional<String> by = allowing(conditions).of(on(kind, value));

    assertThat(by).isEqualTo(covered ? Optional.of("entry") : Optional.empty());
  }

  @Test
  void aFindingAcrossTenantsIsNotHeldBackByTheEntryOfOne() {
    Finding across = on("destination_block", "+24177012", Map.of("tenant", "*"));

    assertThat(allowing("tenant: acme, prefix: '+24177012'").of(across)).isEmpty();
    assertThat(allowing("prefix: '+24177012'").of(across)).contains("entry");
  }

  @Test
  void whatTheEvidenceDoesNotAgreeOnIsCoveredByNoEntry() {
    Map<String, Object> mixed = new HashMap<>();
    mixed.put("flow", null);

    assertThat(allowing("flow: signup_otp").of(with(mixed))).isEmpty();
  }

  @Test
  void aCohortIsCoveredWhereAllOfItsBlocksAre() {
    DestinationRange inside = new DestinationRange("+2417701", 9, "+24177010001", "+24177010009");
    DestinationRange outside = new DestinationRange("+2417702", 1, "+24177020001", "+24177020001");
    Suppression suppression = allowing("prefix: '+2417701'");

    assertThat(suppression.of(cohort(9, inside))).contains("entry");
    assertThat(suppression.of(cohort(10, inside, outside))).isEmpty();
    assertThat(suppression.of(cohort(10, inside))).as("a block that is not shown").isEmpty();
  }

  private static Finding cohort(int numbers, DestinationRange... blocks) {
    return on(
        "block_cohort",
        "GA",
        Map.of("distinctDestinations", numbers, "destinationRanges", List.of(blocks)));
  }

  @Test
  void aSourceCoversWhateverCameFromItAlone() {
    Suppression suppression = allowing("source: 203.0.113.0/24");

    assertThat(suppression.of(from(2, "203.0.113.7:1200", "203.0.113.9:41"))).contains("entry");
    assertThat(suppression.of(from(2, "203.0.113.7:1200", "198.51.100.7:41"))).isEmpty();
    assertThat(suppression.of(from(1, "203.0.113.7:1200"))).as("41 unknown").isEmpty();
    assertThat(suppression.of(from(3, "203.0.113.7:1200", "203.0.113.9:41")))
        .as("one not shown")
        .isEmpty();
    assertThat(suppression.of(from(0))).as("no client known").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "monitor/2.1, monitor/2.1, 1241, true",
    "monitor/*,   monitor/2.1, 1241, true",
    "monitor/2.0, monitor/2.1, 1241, false",
    "monitor/*,   my monitor/, 1241, false",
    "monitor/2.1, monitor/2.1, 1240, false"
  })
  void aUserAgentCoversWhateverCameWithItAlone(
      String wanted, String agent, long count, boolean covered) {
    Finding finding = with(Map.of("topUserAgents", List.of(new ValueCount(agent, count))));

    assertThat(allowing("user-agent: '" + wanted + "'").of(finding).isPresent()).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T13:05:00Z, 2026-01-05T13:50:00Z, true",
    "2026-01-05T13:05:01Z, 2026-01-05T13:50:00Z, false",
    "2026-01-05T13:05:00Z, 2026-01-05T13:49:59Z, false"
  })
  void anEntryHoldsForEvidenceInItsTime(String from, String until, boolean covered) {
    Suppression suppression =
        suppression(
            "detection: {allow-list: [{name: entry, reason: a test, owner: kim, from: %s, until:"
                    .formatted(from)
                + " %s, tenant: acme}]}".formatted(until));

    assertThat(suppression.of(on("country", "GA")).isPresent()).isEqualTo(covered);
  }

  @Test
  void anEntryThatHasRunOutIsNamed() {
    Suppression suppression =
        suppression(
            "detection: {allow-list: [{name: over, reason: a test, owner: kim,"
                + " until: 2026-01-05T13:00:00Z, country: GA}]}");

    assertThat(suppression.of(on("country", "GA"))).isEmpty();
    assertThat(suppression.lapsed(on("country", "GA")).map(AllowListEntry::name)).contains("over");
    assertThat(suppression.lapsed(on("country", "GB", Map.of("country", "GB")))).isEmpty();
  }

  private static Finding ofCampaign(String pattern, String kind, Double conversion) {
    Map<String, Object> values = new HashMap<>();
    values.put("pattern", pattern);
    values.put("conversion", conversion);
    values.put("trials", conversion == null ? null : 40L);
    values.put("expectedConversion", 0.6);
    return on(kind, "its value", values);
  }

  @ParameterizedTest
  @CsvSource({
    "burst,                     country,           0.5,  true",
    "burst,                     country,           0.3,  true",
    "burst,                     country,           0.29, false",
    "burst,                     country,           ,     true",
    "burst,                     destination_block, ,     true",
    "burst,                     destination_block, 0.1,  false",
    "burst,                     destination,       0.5,  false",
    "burst,                     user,              0.5,  false",
    "sequential-numbers,        destination_block, 0.5,  true",
    "sequential-numbers,        destination_block, 0.1,  false",
    "sequential-numbers,        destination_block, ,     false",
    "send-to-success-imbalance, country,           0.4,  true",
    "send-to-success-imbalance, country,           0.1,  false",
    "send-to-success-imbalance, destination_block, 0.5,  false",
    "send-to-success-imbalance, destination_range, 0.5,  false",
    "send-to-success-imbalance, block_cohort,      0.5,  false",
    "partial-conversion,        destination_block, 0.5,  false",
    "repeat-flood,              destination,       0.5,  false",
    "unrequested-sends,         identity,          0.5,  false"
  })
  void aCampaignHoldsBackWhatItsVolumeExplains(
      String pattern, String kind, Double conversion, boolean explained) {
    assertThat(announcing("").of(ofCampaign(pattern, kind, conversion)).isPresent())
        .isEqualTo(explained);
  }

  @Test
  void aFewTrialsSayNothingOfHowACampaignConverts() {
    Map<String, Object> few = Map.of("conversion", 0.0, "trials", 7L);

    assertThat(announcing("").of(on("country", "GA", few))).contains("launch");
    assertThat(announcing("").of(on("country", "GA", Map.of("conversion", 0.0, "trials", 8L))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          , tenants: [shop, acme]                               | true
          , tenants: [shop]                                     | false
          , flows: [signup_otp]                                 | true
          , flows: [login_otp]                                  | false
          , countries: [GB, GA]                                 | true
          , countries: [GB]                                     | false
          , prefixes: ['+24177']                                | true
          , prefixes: ['+24178']                                | false
          """)
  void aCampaignIsAboutItsTraffic(String scope, boolean explained) {
    Finding burst = on("destination_block", "+24177012", Map.of("conversion", 0.6));

    assertThat(announcing(scope).of(burst).isPresent()).isEqualTo(explained);
  }

  @Test
  void aCampaignOfOneTenantExplainsNothingAcrossTenants() {
    Finding across = on("country", "GA", Map.of("tenant", "*", "conversion", 0.6));

    assertThat(announcing(", tenants: [acme]").of(across)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {ATTEMPTS, 5000, 5001})
  void aCampaignExplainsAsManySendsAsWereExpected(long sends) {
    Finding burst = on("country", "GA", Map.of("conversion", 0.6, "sends", sends));

    assertThat(announcing("").of(burst).isPresent()).isEqualTo(sends <= 5000);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T13:00:00Z, 2026-01-05T18:00:00Z, true",
    "2026-01-05T12:59:59Z, 2026-01-05T17:00:00Z, false",
    "2026-01-05T13:00:00Z, 2026-01-05T18:00:01Z, false"
  })
  void aCampaignExplainsNothingBeforeAndAfter(Instant start, Instant end, boolean explained) {
    Finding burst =
        on("country", "GA", Map.of("conversion", 0.6, "windowStart", start, "windowEnd", end));

    assertThat(announcing("").of(burst).isPresent()).isEqualTo(explained);
  }

  @Test
  void theFirstThatHoldsBackIsNamed() {
    Suppression suppression =
        suppression(
            "detection:\n"
                + "  allow-list:\n"
                + entry("narrow", "number: '+24177012345'")
                + entry("wide", "country: GA")
                + entry("wider", "tenant: acme"));

    assertThat(suppression.of(on("country", "GA"))).contains("wide");
  }

  private static String entry(String name, String condition) {
    return "    - {name: %s, reason: a test, owner: kim, until: 2026-02-01T00:00:00Z, %s}%n"
        .formatted(name, condition);
  }
}
