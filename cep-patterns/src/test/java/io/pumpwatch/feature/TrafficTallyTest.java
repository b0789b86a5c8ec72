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
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.TypeInformation;

class TrafficTallyTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final long PREFIX = 24_177_012_000L;

  /** Keeps 256 numbers: the greatest cases overflow every set. */
  private static final TrafficKey KEY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");

  /** One thing a tally counts: an event or a decided trial. */
  private record Observation(ObservedEvent event, TrialIncrement increment) {
    void addTo(TrafficTally tally) {
      if (event != null) {
        tally.add(event);
      } else {
        tally.add(increment);
      }
    }
  }

  @Property
  void mergingPartsInAnyOrderIsFoldingTheWhole(
      @ForAll("observations") List<Observation> observations,
      @ForAll @IntRange(min = 1, max = 6) int parts,
      @ForAll long seed) {
    List<TrafficTally> tallies = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      tallies.add(TrafficTally.create(KEY));
    }
    Random random = new Random(seed);
    List<Observation> remaining = new ArrayList<>(observations);
    while (!remaining.isEmpty()) {
      remaining.remove(random.nextInt(remaining.size())).addTo(tallies.get(random.nextInt(parts)));
    }
    while (tallies.size() > 1) {
      TrafficTally absorbed = tallies.remove(random.nextInt(tallies.size()));
      tallies.get(random.nextInt(tallies.size())).merge(absorbed);
    }

    assertSame(tallies.get(0), tallyOf(observations));
  }

  @Property
  void mergeIsAssociativeAndCommutative(
      @ForAll("observations") List<Observation> first,
      @ForAll("observations") List<Observation> second,
      @ForAll("observations") List<Observation> third) {
    TrafficTally leftFirst = tallyOf(first);
    leftFirst.merge(tallyOf(second));
    leftFirst.merge(tallyOf(third));
    TrafficTally rightFirst = tallyOf(second);
    rightFirst.merge(tallyOf(third));
    TrafficTally associated = tallyOf(first);
    associated.merge(rightFirst);
    TrafficTally commuted = tallyOf(third);
    commuted.merge(tallyOf(second));
    commuted.merge(tallyOf(first));

    assertSame(associated, leftFirst);
    assertSame(commuted, leftFirst);
  }

  @Property
  void anEmptyTallyIsNeutral(@ForAll("observations") List<Observation> observations) {
    TrafficTally before = TrafficTally.create(KEY);
    before.merge(tallyOf(observations));
    TrafficTally after = tallyOf(observations);
    after.merge(TrafficTally.create(KEY));

    assertSame(before, tallyOf(observations));
    assertSame(after, tallyOf(observations));
  }

  @Property
  void mergingLeavesTheOtherAlone(
      @ForAll("observations") List<Observation> first,
      @ForAll("observations") List<Observation> second) {
    TrafficTally other = tallyOf(second);
    TrafficTally copy = other.copy();
    tallyOf(first).merge(other);
    TrafficTally grown = copy.copy();
    grown.merge(tallyOf(first));

    assertSame(other, tallyOf(second));
    assertSame(copy, tallyOf(second));
  }

  @Property
  void readsBackWhatItWrote(@ForAll("observations") List<Observation> observations) {
    TrafficTally tally = tallyOf(observations);

    assertSame(BinaryForm.roundTrip(TrafficTallyTypeInfo.Serializer.INSTANCE, tally), tally);
  }

  @Property
  void sendsAreTheGreaterOfTheSumsNotTheSumOfTheGreater(
      @ForAll("observations") List<Observation> first,
      @ForAll("observations") List<Observation> second) {
    TrafficTally whole = tallyOf(first);
    whole.merge(tallyOf(second));
    long requested =
        tallyOf(first).count(EventType.REQUESTED) + tallyOf(second).count(EventType.REQUESTED);
    long sent = tallyOf(first).count(EventType.SENT) + tallyOf(second).count(EventType.SENT);

    assertThat(whole.sends()).isEqualTo(Math.max(requested, sent));
    assertThat(whole.attempts()).isEqualTo(whole.sends() + whole.count(EventType.BLOCKED));
  }

  @Example
  void aRequestAndItsSendInDifferentMinutesAreOneMessage() {
    TrafficTally requested = tallyOf(List.of(observed(event(EventType.REQUESTED, 1), 40_000)));
    TrafficTally whole = tallyOf(List.of(observed(event(EventType.SENT, 1), 40_000)));
    whole.merge(requested);

    assertThat(whole.sends()).isEqualTo(1);
    assertThat(whole.costMicroUsd()).isEqualTo(40_000);
  }

  @Example
  void costIsTheProvidersWhereItHasTheMessageAndTheTariffsForTheRest() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      observations.add(estimated(event(EventType.REQUESTED, i), 50_000));
    }
    for (int i = 0; i < 4; i++) {
      observations.add(observed(event(EventType.SENT, i), 70_000));
    }
    TrafficTally tally = tallyOf(observations);

    assertThat(tally.sends()).isEqualTo(10);
    assertThat(tally.costMicroUsd()).isEqualTo(4 * 70_000 + 6 * 50_000);
    assertThat(tally.costIsEstimated()).isTrue();
  }

  @Example
  void costIsNotEstimatedWhereTheProviderPricedEveryMessage() {
    TrafficTally tally =
        tallyOf(
            List.of(
                estimated(event(EventType.REQUESTED, 1), 50_000),
                observed(event(EventType.SENT, 1), 70_000)));

    assertThat(tally.costMicroUsd()).isEqualTo(70_000);
    assertThat(tally.costIsEstimated()).isFalse();
  }

  @Example
  void whatACohortTakesBackCostsLessThanNothing() {
    TrafficTally cohort = TrafficTally.create(TrafficKey.of(Grain.BLOCK_COHORT, "acme", "GA"));
    cohort.addWithSends(
        TrialBuilder.of("acme", 24_177_012_345L).decided(-1, 1).sends(-2, -80_000).build());

    assertThat(cohort.costMicroUsd()).isEqualTo(-80_000);
  }

  @Example
  void refusalsOfAProvidersOwnGuardAreCountedAndKept() {
    TrafficTally tally = TrafficTally.create(TrafficKey.of(Grain.SOURCE_IP, "acme", "1.2.3.4"));
    for (String code : new String[] {"30450", "30453", "30003"}) {
      SmsEvent event =
          SmsEvent.of(Instant.EPOCH, EventType.BLOCKED).provider("twilio").errorCode(code).build();
      tally.add(new ObservedEvent(event, 0, null, 0, false));
    }
    tally.addWithCountry(TrialBuilder.of("acme", 1).country("GA").decided(1, 0).build());
    tally.addWithCountry(TrialBuilder.of("acme", 2).country("TN").decided(1, 0).build());
    tally.addWithCountry(TrialBuilder.of("acme", 3).country("FR").decided(0, 1).build());
    TrafficTally read = BinaryForm.read(BinaryForm.bytes(tally::write), TrafficTally::read);
    read.merge(tally.copy());

    assertThat(tally.refusedAsFraud()).isEqualTo(2);
    assertThat(tally.failedCountries().estimate()).isEqualTo(2);
    assertThat(read.refusedAsFraud()).isEqualTo(4);
    assertThat(read.failedCountries()).isEqualTo(tally.failedCountries());
  }

  @Example
  void costOfAYearOfRequestsFitsALong() {
    SmsEvent aMonth = event(EventType.REQUESTED, 1).toBuilder().count(50_000_000).build();
    List<Observation> observations = new ArrayList<>();
    for (int month = 0; month < 12; month++) {
      observations.add(estimated(aMonth, 50_000_000L * 134_000));
    }

    assertThat(tallyOf(observations).costMicroUsd()).isEqualTo(12 * 50_000_000L * 134_000L);
  }

  @Example
  void aRowStandsForAsManyEventsAsItSays() {
    SmsEvent sampled = event(EventType.SENT, 3).toBuilder().count(25).build();
    TrafficTally tally = tallyOf(List.of(observed(sampled, 25_000)));

    assertThat(tally.count(EventType.SENT)).isEqualTo(25);
    assertThat(tally.costMicroUsd()).isEqualTo(25_000);
    assertThat(tally.destinations().estimate()).isEqualTo(1);
  }

  @Example
  void contextIsWhatAllAgreeOn() {
    TrafficTally tally =
        tallyOf(
            List.of(
                observed(event(EventType.SENT, 1).toBuilder().flow("signup_otp").build(), 0),
                observed(event(EventType.SENT, 2).toBuilder().flow("login_otp").build(), 0),
                observed(event(EventType.SENT, 3).toBuilder().country("GA").build(), 0)));

    assertThat(tally.context().flow()).isNull();
    assertThat(tally.context().country()).isEqualTo("GA");
    assertThat(tally.context().region()).isNull();
  }

  @Example
  void aTrialTakenBackIsNoFailure() {
    TrafficTally tally = tallyOf(List.of(trial(7, 1, 0), trial(7, -1, 1), trial(8, 1, 0)));

    assertThat(tally.failedTrials()).isEqualTo(1);
    assertThat(tally.succeededTrials()).isEqualTo(1);
  }

  @Example
  void whatIsSpecialOfTrialsIsCountedBesideAllOfThem() {
    TrafficTally tally =
        tallyOf(
            List.of(
                trial(1, 1, 0, 1, true, true, 0),
                trial(2, 1, 0),
                trial(3, 0, 1, 0, true, true, 20_000)));

    assertThat(tally.failedTrials()).isEqualTo(2);
    assertThat(tally.novelFailed()).isEqualTo(1);
    assertThat(tally.unaskedFailed()).isEqualTo(1);
    assertThat(tally.succeededTrials()).isEqualTo(1);
    assertThat(tally.novelSucceeded()).isEqualTo(1);
    assertThat(tally.unrequested()).isEqualTo(1);
    assertThat(tally.entries()).as("a time that is not known is none").isEqualTo(1);
  }

  @Example
  void requestsThatNameTheNumberAndTheClientAreCountedApart() {
    TrafficTally tally =
        tallyOf(
            List.of(
                observed(
                    event(EventType.REQUESTED, 0).toBuilder().sourceIp("203.0.113.7").build(), 0),
                observed(event(EventType.REQUESTED, 1), 0),
                observed(
                    event(EventType.REQUESTED, 2).toBuilder().sourceIp("203.0.113.7").build(), 0),
                observed(event(EventType.SENT, 3).toBuilder().sourceIp("203.0.113.7").build(), 0)));

    assertThat(tally.count(EventType.REQUESTED)).isEqualTo(3);
    assertThat(tally.requestedForNumber()).isEqualTo(2);
    assertThat(tally.requestedWithClient()).isEqualTo(1);
  }

  /** Where no event of its own is counted for a key, the decision brings its messages. */
  @Example
  void aDecisionMayBringItsMessages() {
    TrafficTally tally = TrafficTally.create(KEY);
    tally.addWithSends(withSends(7, 1, 0));
    tally.addWithSends(withSends(8, 1, 0));

    assertThat(tally.sends()).isEqualTo(6);
    assertThat(tally.costMicroUsd()).isEqualTo(300_000);
    assertThat(tally.destinations().estimate()).isEqualTo(2);

    tally.addWithSends(withSends(7, -1, 1));
    assertThat(tally.sends()).isEqualTo(3);
    assertThat(tally.failedTrials()).isEqualTo(1);
  }

  @Example
  void aBlockKeepsEveryOneOfItsNumbers() {
    TrafficTally tally = TrafficTally.create(TrafficKey.block("acme", "+2417701", 4));
    for (long suffix = 0; suffix < 10_000; suffix++) {
      SmsEvent sent = event(EventType.SENT, 0);
      tally.add(new ObservedEvent(sent, 24_177_010_000L + suffix, null, 0, false));
    }

    assertThat(tally.destinations().isExact()).isTrue();
    assertThat(tally.destinations().estimate()).isEqualTo(10_000);
  }

  @Example
  void flinkCarriesItByItsOwnSerializer() {
    assertThat(TypeInformation.of(TrafficTally.class)).isInstanceOf(BinaryTypeInfo.class);
  }

  @Provide
  Arbitrary<List<Observation>> observations() {
    Arbitrary<Observation> events =
        Combinators.combine(
                Arbitraries.of(EventType.class),
                Arbitraries.integers().between(0, 600),
                Arbitraries.of("signup_otp", "login_otp").injectNull(0.2),
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(0, 12),
                Arbitraries.integers().between(1, 3),
                Arbitraries.longs().between(0, 400_000),
                Arbitraries.of(true, false))
            .as(
                (type, number, flow, client, agent, count, price, priceIsEstimated) ->
                    new Observation(
                        new ObservedEvent(
                            event(type, number).toBuilder()
                                .flow(flow)
                                .sourceIp(client == 0 ? null : "203.0.113." + client)
                                .userId(agent == 0 ? null : "user-" + client)
                                .userAgent(agent == 0 ? null : "agent-" + agent)
                                .messageId("message-" + number)
                                .count(count)
                                .build(),
                            number == 0 ? 0 : PREFIX + number,
                            agent < 6 ? "Airtel" : "Moov",
                            price,
                            priceIsEstimated),
                        null));
    Arbitrary<Observation> trials =
        Combinators.combine(
                Arbitraries.integers().between(1, 600),
                Arbitraries.integers().between(-1, 1),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.longs().between(0, 600_000))
            .as(TrafficTallyTest::trial);
    return Arbitraries.frequencyOf(Tuple.of(4, events), Tuple.of(1, trials)).list().ofMaxSize(500);
  }

  private static SmsEvent event(EventType type, int number) {
    return SmsEvent.of(NOON, type)
        .tenant("acme")
        .destination(number == 0 ? null : "+" + (PREFIX + number))
        .build();
  }

  private static Observation observed(SmsEvent event, long costMicroUsd) {
    return observation(event, costMicroUsd, false);
  }

  private static Observation estimated(SmsEvent event, long costMicroUsd) {
    return observation(event, costMicroUsd, true);
  }

  private static Observation observation(SmsEvent event, long costMicroUsd, boolean isEstimated) {
    return new Observation(
        new ObservedEvent(
            event, ObservedEvent.numberOf(event.destination()), null, costMicroUsd, isEstimated),
        null);
  }

  private static Observation trial(int number, int failed, int succeeded) {
    return trial(number, failed, succeeded, 0, false, false, 0);
  }

  private static Observation trial(
      int number,
      int failed,
      int succeeded,
      int unrequested,
      boolean unasked,
      boolean novel,
      long entryMillis) {
    return new Observation(
        null,
        TrialBuilder.of("acme", PREFIX + number)
            .flow("signup_otp")
            .country("GA")
            .network("628-03")
            .decided(failed, succeeded)
            .unrequested(unrequested)
            .unasked(unasked)
            .novel(novel)
            .entryMillis(entryMillis)
            .build());
  }

  private static TrialIncrement withSends(int number, int failed, int succeeded) {
    return TrialBuilder.of("acme", PREFIX + number)
        .decided(failed, succeeded)
        .sends(failed * 3L, failed * 150_000L)
        .build();
  }

  private static TrafficTally tallyOf(List<Observation> observations) {
    TrafficTally tally = TrafficTally.create(KEY);
    observations.forEach(observation -> observation.addTo(tally));
    return tally;
  }

  private static void assertSame(TrafficTally actual, TrafficTally expected) {
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.hashCode()).isEqualTo(expected.hashCode());
    assertThat(actual.costMicroUsd()).isEqualTo(expected.costMicroUsd());
    assertThat(BinaryForm.bytes(TrafficTallyTypeInfo.Serializer.INSTANCE, actual))
        .containsExactly(BinaryForm.bytes(TrafficTallyTypeInfo.Serializer.INSTANCE, expected));
  }
}
