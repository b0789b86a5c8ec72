package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficKeysTest {

  @Test
  void anEventCountsForEveryFieldThatItHas() {
    SmsEvent event =
        sent()
            .sourceIp("203.0.113.7")
            .identity("arn:aws:iam::1:user/otp")
            .userId("u-1")
            .destination("+24177012345")
            .network("628-03")
            .country("GA")
            .flow("signup_otp")
            .build();

    assertThat(keys(event))
        .containsExactlyInAnyOrder(
            TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7"),
            TrafficKey.of(Grain.SOURCE_NETWORK, "acme", "203.0.113.0/24"),
            TrafficKey.of(Grain.IDENTITY, "acme", "arn:aws:iam::1:user/otp"),
            TrafficKey.of(Grain.USER, "acme", "u-1"),
            TrafficKey.block("acme", "+24177", 6),
            TrafficKey.of(Grain.NETWORK, "acme", "628-03"),
            TrafficKey.of(Grain.COUNTRY, "acme", "GA"),
            TrafficKey.of(Grain.FLOW, "acme", "signup_otp"),
            TrafficKey.of(Grain.TENANT, "acme", "acme"));
  }

  @Test
  void aMissingFieldHasNoKey() {
    assertThat(keys(sent().build())).containsExactly(TrafficKey.of(Grain.TENANT, "acme", "acme"));
  }

  @Test
  void flowsThatNeverVerifyDoNotCountForWideKeys() {
    SmsEvent campaign =
        sent().flow("marketing").country("GA").network("628-03").userId("u-1").build();

    assertThat(keys(campaign)).containsExactly(TrafficKey.of(Grain.USER, "acme", "u-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,             203.0.113.7,          203.0.113.0/24",
    "2001:db8::1,             2001:db8:0:0::/64,    2001:db8:0::/48",
    "2001:DB8:0:0:9:8:7:6,    2001:db8:0:0::/64,    2001:db8:0::/48",
    "2001:db8:a:b:c:d:e:f,    2001:db8:a:b::/64,    2001:db8:a::/48",
    "::ffff:203.0.113.7,      203.0.113.7,          203.0.113.0/24",
    "::FFFF:cb00:7107,        203.0.113.7,          203.0.113.0/24"
  })
  void aClientIsAnAddressOrASubscribersNetwork(String address, String client, String network) {
    assertThat(ClientNetworks.client(address)).isEqualTo(client);
    assertThat(ClientNetworks.network(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.com:443",
        "unknown:1",
        "fe80::1%eth0",
        "cafe:babe",
        ":",
        ".:",
        "999.999",
        "localhost"
      })
  void whatIsNoAddressStandsForItself(String text) {
    assertThat(ClientNetworks.client(text)).isEqualTo(text);
    assertThat(ClientNetworks.network(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1234,        ''",
    "12345,       2",
    "123456,      '2,3'",
    "1234567,     '2,3,4'",
    "12345678,    '2,3,4'",
    "123456789,   '2,3,4,6'"
  })
  void aShortNumberHasNoBlockWithoutAPrefix(long number, String digits) {
    List<TrafficKey> keys = new ArrayList<>(TrafficKeys.blocks("acme", number));
    keys.addAll(keys(sent().destination("+" + number).build()));
    List<String> blocks = new ArrayList<>();
    for (TrafficKey key : keys) {
      if (key.digits() > 0) {
        assertThat(key.value() + "0".repeat(key.digits())).hasSameSizeAs("+" + number);
        assertThat(key.value().length()).isGreaterThan("+12".length());
        blocks.add(Integer.toString(key.digits()));
      }
    }

    assertThat(String.join(",", blocks)).isEqualTo(digits);
  }

  @Test
  void blocksHoldOneAnother() {
    assertThat(TrafficKeys.blocks("acme", 24_177_012_345L))
        .containsExactly(
            TrafficKey.block("acme", "+241770123", 2),
            TrafficKey.block("acme", "+24177012", 3),
            TrafficKey.block("acme", "+2417701", 4));
  }

  @Test
  void aTrialCountsForTheDestinationSideAndTheClientThatAsked() {
    assertThat(keys(trial(0, false)))
        .containsExactlyInAnyOrder(
            TrafficKey.block("acme", "+24177", 6),
            TrafficKey.of(Grain.NETWORK, "acme", "628-03"),
            TrafficKey.of(Grain.COUNTRY, "acme", "GA"),
            TrafficKey.of(Grain.FLOW, "acme", "signup_otp"),
            TrafficKey.of(Grain.TENANT, "acme", "acme"),
            TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7"));
  }

  @Test
  void aTrialOfABlockThatNeverAnsweredCountsForTheCohortOfItsCountry() {
    assertThat(keys(trial(0, true)))
        .containsAll(keys(trial(0, false)))
        .contains(TrafficKey.of(Grain.BLOCK_COHORT, "acme", "GA"));
  }

  @Test
  void aTrialThatNobodyAskedForCountsForTheCredential() {
    assertThat(keys(trial(1, false)))
        .containsAll(keys(trial(0, false)))
        .contains(TrafficKey.of(Grain.IDENTITY, "acme", "app-key"));
  }

  @Test
  void aTrialOfWhichNothingIsKnownCountsForItsRangeAndTenant() {
    TrialIncrement bare =
        TrialBuilder.of("acme", 24_177_012_345L).decided(1, 0).unrequested(1).novel(true).build();

    assertThat(keys(bare))
        .containsExactly(
            TrafficKey.block("acme", "+24177", 6), TrafficKey.of(Grain.TENANT, "acme", "acme"));
  }

  @Test
  void eventsAndTrialsOfANumberMeetOnTheSameKeys() {
    SmsEvent event =
        sent()
            .destination("+24177012345")
            .flow("signup_otp")
            .country("GA")
            .network("628-03")
            .sourceIp("203.0.113.7")
            .identity("app-key")
            .build();

    assertThat(keys(event)).containsAll(keys(trial(1, false)));
  }

  @Test
  void aBlockKnowsHowManyNumbersItHolds() {
    TrafficKey block = TrafficKey.block("acme", "+24177012", 3);
    TrafficKey range = TrafficKey.block("acme", "+24177", 6);

    assertThat(block.isBlock()).isTrue();
    assertThat(block.numbers()).isEqualTo(1_000);
    assertThat(block.label()).isEqualTo("destination_block_3");
    assertThat(range.isBlock()).isFalse();
    assertThat(range.label()).isEqualTo("destination_range");
    assertThat(TrafficKey.of(Grain.USER, "acme", "u").numbers()).isEqualTo(1);
  }

  @Test
  void everyKeyHasAPriorExpectation() {
    PriorBaseline priors = PriorBaseline.defaults();
    List<TrafficKey> keys = new ArrayList<>(TrafficKeys.blocks("acme", 24_177_012_345L));
    keys.addAll(keys(trial(1, true)));
    keys.addAll(keys(sent().sourceIp("203.0.113.7").identity("i").userId("u").build()));
    keys.add(TrafficKey.of(Grain.DESTINATION, "acme", "+24177012345"));
    assertThat(keys)
        .extracting(TrafficKey::grain)
        .contains(Arrays.stream(Grain.values()).map(Grain::word).toArray(String[]::new));
    for (TrafficKey key : keys) {
      assertThat(priors.expect(key, 0).attemptsPerMinute()).as(key.label()).isPositive();
    }
  }

  private static SmsEvent.Builder sent() {
    return SmsEvent.of(Instant.parse("2026-03-02T12:00:00Z"), EventType.SENT).tenant("acme");
  }

  private static List<TrafficKey> keys(SmsEvent event) {
    List<TrafficKey> keys = new ArrayList<>();
    TrafficKeys.of(event, TrialRules.defaults(), keys::add);
    return keys;
  }

  private static TrialIncrement trial(int unrequested, boolean novel) {
    return TrialBuilder.of("acme", 24_177_012_345L)
        .flow("signup_otp")
        .country("GA")
        .network("628-03")
        .client("203.0.113.7")
        .identity("app-key")
        .decided(1, 0)
        .unrequested(unrequested)
        .novel(novel)
        .build();
  }

  private static List<TrafficKey> keys(TrialIncrement increment) {
    List<TrafficKey> keys = new ArrayList<>();
    TrafficKeys.of(increment, keys::add);
    return keys;
  }
}
