package io.pumpwatch.finding;

import static io.pumpwatch.finding.FindingExample.on;
import static io.pumpwatch.finding.FindingExample.onBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes two findings one incident. */
class KinshipTest {
  private static final String PREFIX = "+24177012";

  private static FindingExample block() {
    return onBlock("block", PREFIX, 3);
  }

  private static FindingExample number(String id, String number) {
    return on(id, "destination", number);
  }

  private static FindingExample client(String id, String address) {
    return on(id, "source_ip", address).client(address, 100);
  }

  static Stream<Arguments> kin() {
    return Stream.of(
        kin("a smaller block in it", block(), onBlock("other", "+241770123", 2)),
        kin("a greater block around it", block(), onBlock("other", "+2417701", 4)),
        kin("a range around it", block(), range("+24177")),
        kin("a number in it", block(), number("other", PREFIX + "345")),
        kin("the same block across tenants", block(), onBlock("other", PREFIX, 3).tenant("*")),
        kin(
            "a client that sends there",
            block(),
            client("other", "203.0.113.7").numbers(PREFIX, 9)),
        kin("half of a country", block(), country().numbers(PREFIX, 5).numbers("+24166000", 5)),
        kin(
            "a fifth of an older country",
            country().numbers(PREFIX, 2).numbers("+24166000", 8),
            block()),
        kin("half of what an identity sent", block(), identity().numbers(PREFIX, 9)),
        kin(
            "a fifth came from the client",
            block().client("203.0.113.7", 20),
            client("other", "203.0.113.7")),
        kin(
            "a fifth came from its network",
            block().client("203.0.113.7", 20),
            network("203.0.113.0/24")),
        kin("a client of the network", client("one", "203.0.113.7"), network("203.0.113.0/24")),
        kin(
            "an IPv6 client of the network",
            client("one", "2001:db8:0:1::/64"),
            network("2001:db8:0::/48")),
        kin(
            "an IPv6 address behind the client",
            block().client("2001:db8:0:1::7", 50),
            client("other", "2001:db8:0:1::/64")),
        kin(
            "the same client elsewhere",
            client("one", "203.0.113.7"),
            client("other", "203.0.113.7").tenant("zebra")),
        kin(
            "two clients, one block",
            client("one", "203.0.113.7").numbers(PREFIX, 9),
            client("other", "198.51.100.1").numbers(PREFIX, 9)),
        kin("the same user", on("one", "user", "u-1"), on("other", "user", "u-1")),
        kin("the same identity", identity(), on("other", "identity", "app-key")),
        kin("the same country", country(), on("other", "country", "GA")),
        kin(
            "numbers flooded together",
            number("one", "+24177012345"),
            number("other", "+24166000001")),
        kin("a block beside it through the same form", block(), onBlock("other", "+24177013", 3)),
        kin(
            "a block of another country through the same form",
            block(),
            onBlock("other", "+26134000", 3).country("MG")),
        kin("a range elsewhere through the same form", block(), range("+26134").country("MG")),
        kin("a cohort through the same form", block(), cohort("+24162000")),
        kin("a country through the same form", block(), country()),
        kin(
            "one whose flow is not known, in the same country",
            block().flow(null),
            onBlock("other", "+24166000", 3)),
        kin(
            "neither's flow is known, in the same country",
            block().flow(null),
            onBlock("other", "+24166000", 3).flow(null)));
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        kin("a block beside it", block(), login(onBlock("other", "+24177013", 3))),
        kin("longer numbers", block(), login(onBlock("other", "+241770123", 3))),
        kin("another tenant's", block(), onBlock("other", PREFIX, 3).tenant("zebra")),
        kin(
            "less than half of a country",
            block(),
            login(country().numbers(PREFIX, 4).numbers("+24166000", 6))),
        kin(
            "less than a fifth of an older country",
            country().numbers(PREFIX, 1).numbers("+24166000", 9),
            login(block())),
        kin(
            "less than half of what an identity sent",
            block(),
            identity().numbers(PREFIX, 4).numbers("+24166000", 6)),
        kin(
            "what two countries have in common",
            country().numbers(PREFIX, 9),
            on("other", "flow", "signup_otp").numbers(PREFIX, 9)),
        kin(
            "less than a fifth from the client",
            block().client("203.0.113.7", 19),
            client("other", "203.0.113.7")),
        kin(
            "neighbours in a network",
            client("one", "203.0.113.7"),
            client("other", "203.0.113.8")),
        kin(
            "one client behind both blocks",
            block().client("203.0.113.7", 90),
            login(onBlock("other", "+24166000", 3).client("203.0.113.7", 90))),
        kin(
            "another tenant's user",
            on("one", "user", "u-1"),
            on("other", "user", "u-1").tenant("zebra")),
        kin("another tenant's identity", identity(), identity().tenant("zebra")),
        kin("an identity that sent it all", identity().numbers("+24166000", 9), block()),
        kin("another tenant's country", country(), on("other", "country", "GA").tenant("*")),
        kin("numbers of two flows", block(), login(onBlock("other", "+24166000", 3))),
        kin(
            "numbers of two countries whose flow is not known",
            block().flow(null),
            onBlock("other", "+26134000", 3).country("MG")),
        kin(
            "numbers of nowhere whose flow is not known",
            block().flow(null).country(null),
            onBlock("other", "+24166000", 3).country(null)),
        kin("numbers of two tenants", block(), onBlock("other", "+24166000", 3).tenant("zebra")),
        kin(
            "numbers one after the other",
            block().closed(1),
            onBlock("other", "+24166000", 3).window(1, 2)),
        kin(
            "numbers and a client through the same form",
            block(),
            client("other", "203.0.113.7").numbers("+24166000", 9)),
        kin("numbers and their flow", block(), on("other", "flow", "signup_otp")),
        kin(
            "numbers and a network through the same form",
            block(),
            on("other", "network", "628-03").numbers("+24166000", 9)),
        kin(
            "short codes",
            on("one", "destination", "12345"),
            login(on("other", "destination", "12346"))));
  }

  private static FindingExample login(FindingExample finding) {
    return finding.flow("login_otp");
  }

  private static FindingExample cohort(String prefix) {
    return on("cohort", "block_cohort", "GA").numbers(prefix, 9);
  }

  private static Arguments kin(String what, FindingExample first, FindingExample second) {
    return Arguments.of(what, first, second);
  }

  private static FindingExample country() {
    return on("country", "country", "GA");
  }

  private static FindingExample identity() {
    return on("identity", "identity", "app-key");
  }

  private static FindingExample network(String value) {
    return on("network", "source_network", value);
  }

  private static FindingExample range(String prefix) {
    return on("range", "destination_range", prefix).digitsLeftOut(6);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kin")
  void areOne(String what, FindingExample first, FindingExample second) {
    assertThat(placedTogether(first, second)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void areTwo(String what, FindingExample first, FindingExample second) {
    assertThat(placedTogether(first, second)).isFalse();
  }

  private static boolean placedTogether(FindingExample first, FindingExample second) {
    return Kinship.isShared(Claim.of(second.revised()), List.of(Claim.of(first.revised())));
  }
}
