package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.TypeInformation;

class BlockMinuteTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long FIRST = 24_177_010_000L;
  private static final TrialRules RULES = TrialRules.defaults();

  @Property
  void mergingPartsInAnyOrderIsFoldingTheWhole(
      @ForAll("events") List<ObservedEvent> events,
      @ForAll @IntRange(min = 1, max = 5) int parts,
      @ForAll long seed) {
    List<BlockMinute> minutes = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      minutes.add(new BlockMinute());
    }
    Random random = new Random(seed);
    List<ObservedEvent> remaining = new ArrayList<>(events);
    while (!remaining.isEmpty()) {
      ObservedEvent next = remaining.remove(random.nextInt(remaining.size()));
      minutes.get(random.nextInt(parts)).add(next, RULES);
    }
    while (minutes.size() > 1) {
      BlockMinute absorbed = minutes.remove(random.nextInt(minutes.size()));
      minutes.get(random.nextInt(minutes.size())).merge(absorbed);
    }

    assertSame(minutes.get(0), minuteOf(events));
  }

  @Property
  void readsBackWhatItWrote(@ForAll("events") List<ObservedEvent> events) {
    BlockMinute minute = minuteOf(events);

    assertSame(BinaryForm.roundTrip(BlockMinuteTypeInfo.Serializer.INSTANCE, minute), minute);
  }

  @Example
  void numbersAreKeptByTenantInAscendingOrder() {
    BlockMinute minute =
        minuteOf(
            List.of(
                event("zebra", 1, EventType.SENT, "signup_otp"),
                event("acme", 9, EventType.SENT, "signup_otp"),
                event("acme", 2, EventType.SENT, "signup_otp"),
                event("acme", 9, EventType.DELIVERED, "signup_otp")));

    assertThat(minute.numbers().keySet())
        .containsExactly(
            new NumberKey("acme", FIRST + 2),
            new NumberKey("acme", FIRST + 9),
            new NumberKey("zebra", FIRST + 1));
    NumberTally nine = minute.numbers().get(new NumberKey("acme", FIRST + 9));
    assertThat(nine.tally().sends()).isEqualTo(1);
    assertThat(nine.marks().accepted() && nine.marks().delivered()).isTrue();
  }

  @Example
  void whatIsNoPartOfATrialIsCountedAndLeavesNoMarks() {
    BlockMinute minute =
        minuteOf(
            List.of(
                event("acme", 1, EventType.SENT, "marketing"),
                event("acme", 2, EventType.BLOCKED, "signup_otp")));

    assertThat(minute.numbers().values()).allMatch(seen -> seen.marks() == null);
    assertThat(minute.numbers().values()).allMatch(seen -> seen.tally().attempts() == 1);
  }

  @Example
  void theTimesOfItsMarksAreTheFirst() {
    BlockMinute minute =
        minuteOf(
            List.of(
                event("acme", 1, EventType.DELIVERED, "signup_otp", 30),
                event("acme", 1, EventType.DELIVERED, "signup_otp", 10),
                event("acme", 1, EventType.VERIFIED, "signup_otp", 55),
                event("acme", 1, EventType.VERIFIED, "signup_otp", 40)));

    NumberMinute marks = minute.numbers().get(new NumberKey("acme", FIRST + 1)).marks();
    assertThat(marks.deliveredAt()).isEqualTo(NOON + 10_000);
    assertThat(marks.verifiedAt()).isEqualTo(NOON + 40_000);
  }

  @Example
  void aBlockIsAllButTheLastFourDigits() {
    assertThat(BlockMinute.blockOf(FIRST)).isEqualTo(BlockMinute.blockOf(FIRST + 9_999));
    assertThat(BlockMinute.blockOf(FIRST)).isEqualTo(2_417_701);
    assertThat(BlockMinute.blockOf(FIRST + 10_000)).isEqualTo(2_417_702);
  }

  @Example
  void flinkCarriesItByItsOwnSerializer() {
    assertThat(TypeInformation.of(BlockMinute.class)).isInstanceOf(BinaryTypeInfo.class);
    assertThat(TypeInformation.of(BlockRecord.class)).isInstanceOf(BinaryTypeInfo.class);
  }

  @Provide
  Arbitrary<List<ObservedEvent>> events() {
    return Combinators.combine(
            Arbitraries.of("acme", "zebra"),
            Arbitraries.integers().between(0, 20),
            Arbitraries.of(EventType.class),
            Arbitraries.of("signup_otp", "login_otp", "marketing").injectNull(0.2),
            Arbitraries.integers().between(0, 59),
            Arbitraries.of("203.0.113.7", "2001:db8::1").injectNull(0.3),
            Arbitraries.of("app-key", "other-key").injectNull(0.3),
            Arbitraries.of("twilio", "app"))
        .as(
            (tenant, suffix, type, flow, second, client, identity, provider) ->
                observed(
                    tenant,
                    suffix,
                    SmsEvent.ofMicros((NOON + second * 1000L) * 1000, type)
                        .flow(flow)
                        .sourceIp(client)
                        .identity(identity)
                        .provider(provider)
                        .country("GA")))
        .list()
        .ofMaxSize(60);
  }

  private static ObservedEvent event(String tenant, int suffix, EventType type, String flow) {
    return event(tenant, suffix, type, flow, 0);
  }

  private static ObservedEvent event(
      String tenant, int suffix, EventType type, String flow, int second) {
    return observed(
        tenant, suffix, SmsEvent.ofMicros((NOON + second * 1000L) * 1000, type).flow(flow));
  }

  private static ObservedEvent observed(String tenant, int suffix, SmsEvent.Builder event) {
    long number = FIRST + suffix;
    return new ObservedEvent(
        event.tenant(tenant).destination("+" + number).build(), number, null, 50_000, false);
  }

  private static BlockMinute minuteOf(List<ObservedEvent> events) {
    BlockMinute minute = new BlockMinute();
    events.forEach(event -> minute.add(event, RULES));
    return minute;
  }

  private static void assertSame(BlockMinute actual, BlockMinute expected) {
    assertThat(actual.numbers().keySet()).isEqualTo(expected.numbers().keySet());
    actual
        .numbers()
        .forEach(
            (number, seen) -> {
              assertThat(seen.marks()).isEqualTo(expected.numbers().get(number).marks());
              assertThat(seen.tally()).isEqualTo(expected.numbers().get(number).tally());
            });
    assertThat(BinaryForm.bytes(BlockMinuteTypeInfo.Serializer.INSTANCE, actual))
        .containsExactly(BinaryForm.bytes(BlockMinuteTypeInfo.Serializer.INSTANCE, expected));
  }
}
