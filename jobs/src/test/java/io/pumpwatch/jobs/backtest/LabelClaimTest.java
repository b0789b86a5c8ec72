package io.pumpwatch.jobs.backtest;

import static io.pumpwatch.jobs.backtest.LabelExample.attack;
import static io.pumpwatch.jobs.backtest.TrafficExample.NOON;
import static io.pumpwatch.jobs.backtest.TrafficExample.minute;
import static io.pumpwatch.jobs.backtest.TrafficExample.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelClaimTest {

  private static SmsEvent.Builder at(Instant time) {
    return row(time, EventType.SENT);
  }

  private static SmsEvent.Builder inTime() {
    return at(minute(30));
  }

  static Stream<Arguments> rows() {
    LabelExample prefix = attack("a").prefixes("+24177012", "+4474");
    LabelExample messages =
        attack("a").messageIds("m1").prefixes("+24177012").sourceIps("192.0.2.1");
    LabelExample lists = attack("a").prefixes("+24177012").userIds("u1").identities("i1");
    return Stream.of(
        Arguments.of("anything in time", attack("a"), inTime(), true),
        Arguments.of("the start", attack("a"), at(NOON), true),
        Arguments.of("the end", attack("a"), at(minute(60)), true),
        Arguments.of("before", attack("a"), at(NOON.minusMillis(1)), false),
        Arguments.of("after", attack("a"), at(minute(60).plusMillis(1)), false),
        Arguments.of("its tenant", attack("a").tenants("b", "acme"), inTime(), true),
        Arguments.of("another tenant", attack("a").tenants("b"), inTime(), false),
        Arguments.of("its flow", attack("a").flows("signup_otp"), inTime(), true),
        Arguments.of("another flow", attack("a").flows("login_otp"), inTime(), false),
        Arguments.of("no flow", attack("a").flows("login_otp"), inTime().flow(null), false),
        Arguments.of("its country", attack("a").countries("GA"), inTime().country("GA"), true),
        Arguments.of("another country", attack("a").countries("GA"), inTime().country("DE"), false),
        Arguments.of("its block", prefix, inTime().destination("+24177012345"), true),
        Arguments.of("its shorter block", prefix, inTime().destination("+447412345678"), true),
        Arguments.of("another block", prefix, inTime().destination("+24177013345"), false),
        Arguments.of("no number", prefix, inTime(), false),
        Arguments.of(
            "its block, another country",
            attack("a").countries("GA").prefixes("+241"),
            inTime().destination("+24177012345").country("DE"),
            false),
        Arguments.of(
            "its block, country not known",
            attack("a").countries("GA").prefixes("+241"),
            inTime().destination("+24177012345"),
            true),
        Arguments.of("its message", messages, inTime().messageId("m1"), true),
        Arguments.of(
            "another message in its block",
            messages,
            inTime().messageId("m2").destination("+24177012345"),
            false),
        Arguments.of("without id, its client", messages, inTime().sourceIp("192.0.2.1"), true),
        Arguments.of("without id, another client", messages, inTime().sourceIp("192.0.2.2"), false),
        Arguments.of("without id or other field", messages, inTime(), false),
        Arguments.of("its user", lists, inTime().userId("u1"), true),
        Arguments.of("its identity", lists, inTime().identity("i1"), true),
        Arguments.of(
            "its user, another number",
            lists,
            inTime().userId("u1").destination("+4915112345"),
            false),
        Arguments.of(
            "a client of IPv6, by its network",
            attack("a").sourceIps("2001:db8:1:2::7"),
            inTime().sourceIp("2001:db8:1:2::8"),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void claims(String what, LabelExample label, SmsEvent.Builder row, boolean claimed) {
    assertThat(new LabelClaim(label.label()).claims(row.build())).isEqualTo(claimed);
  }
}
