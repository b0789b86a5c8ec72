package io.pumpwatch.datasets.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.log.ApplicationLog;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.Channel;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.World;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {

  private static final long START = 1_772_449_200_000_000L;

  static List<String> names() {
    return ProfileCatalogue.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void playsTheSameSceneTheSameWay(String name) {
    assertThat(play(name, 3)).isEqualTo(play(name, 3));
  }

  @ParameterizedTest
  @MethodSource("names")
  void labelsWhatItPlays(String name) {
    Episode episode = play(name, 3);

    assertThat(episode.label().profile()).isEqualTo(name);
    if (!episode.label().messageIds().isEmpty()) {
      assertThat(episode.label().messageIds())
          .containsExactlyInAnyOrderElementsOf(
              episode.messages().stream().map(SimulatedMessage::id).toList());
    }
    for (SimulatedMessage message : episode.messages()) {
      assertThat(message.requestedMicros())
          .isBetween(micros(episode.label().start()), micros(episode.label().end()));
      assertThat(episode.label().countries()).contains(message.country());
      if (message.flow() != Flow.DIRECT) {
        assertThat(episode.label().flows()).contains(message.flow().word());
      }
      assertThat(episode.label().tenants()).contains(message.tenant().name());
      if (!episode.label().prefixes().isEmpty()) {
        assertThat(episode.label().prefixes()).anyMatch(message.destination()::startsWith);
      }
      if (!episode.label().sourceIps().isEmpty() && addresses(episode) <= 200) {
        assertThat(episode.label().sourceIps()).contains(message.client().sourceIp());
      }
      if (!episode.label().userIds().isEmpty()) {
        assertThat(episode.label().userIds()).contains(message.userId());
      }
      if (!episode.label().identities().isEmpty()) {
        assertThat(episode.label().identities()).contains(message.identity());
      }
    }
  }

  /** A row of the table below: what pins the character of a profile. */
  private record Character(
      String profile,
      int leastMessages,
      int mostMessages,
      double leastHours,
      double mostHours,
      double leastConversion,
      double mostConversion,
      int leastAddresses,
      int mostAddresses) {}

  static List<Character> characters() {
    return List.of(
        new Character("single-address-burst", 600, 600, 0.1, 0.3, 0, 0, 1, 1),
        new Character("shuffled-block", 320, 480, 1, 2, 0, 0, 300, 480),
        new Character("low-and-slow", 450, 650, 17, 18, 0, 0, 400, 650),
        new Character("resend-abuse", 200, 600, 1, 2, 0, 0, 60, 300),
        new Character("ascending-numbers", 800, 800, 1.2, 2, 0, 0, 28, 30),
        new Character("interleaved-blocks", 540, 540, 2.9, 3, 0, 0, 500, 540),
        new Character("strided-numbers", 600, 600, 1.8, 3, 0, 0, 550, 600),
        new Character("residential-swarm", 3000, 3000, 2.9, 3, 0, 0, 2400, 2700),
        new Character("many-countries", 960, 960, 3.9, 4, 0, 0, 900, 960),
        new Character("partly-converting", 450, 450, 2.8, 3, 0.3, 0.5, 400, 450),
        new Character("inside-campaign", 500, 500, 1.4, 2, 0, 0, 480, 500),
        new Character("slow-ramp", 1000, 2500, 110, 120, 0, 0, 900, 2500),
        new Character("compromised-key", 1500, 1500, 0.6, 0.7, 0, 0, 0, 0),
        new Character("password-reset-flood", 400, 750, 0.9, 1, 0, 0, 4, 6),
        new Character("voice-codes", 500, 800, 2.5, 3.4, 0, 0, 110, 120),
        new Character("several-tenants", 210, 210, 5.5, 6, 0, 0, 200, 210),
        new Character("inside-biggest-country", 300, 300, 2.8, 3, 0, 0, 200, 300),
        new Character("block-hopping", 700, 950, 4.8, 5, 0, 0, 680, 950),
        new Character("pulses", 300, 700, 7, 8, 0, 0, 300, 700),
        new Character("random-live-numbers", 800, 800, 3.8, 4, 0, 0, 780, 800),
        new Character("human-farm", 1500, 2400, 4.8, 5, 0.07, 0.17, 15, 15),
        new Character("marketing-campaign", 2000, 2000, 0.7, 0.8, 0, 0, 0, 0),
        new Character("campus-nat", 300, 300, 1.8, 2, 0.7, 0.95, 1, 1),
        new Character("company-enrolment", 160, 160, 1.8, 2.3, 0.94, 1, 1, 1),
        new Character("product-launch", 3000, 3000, 3.5, 4, 0.6, 0.8, 2000, 3000),
        new Character("carrier-grade-nat", 600, 600, 2.9, 3, 0.75, 0.9, 1, 2),
        new Character("load-test", 1500, 1500, 0.3, 0.4, 0, 0, 1, 1),
        new Character("retry-storm", 800, 1300, 0.6, 0.8, 0.1, 0.2, 100, 160),
        new Character("disaster-recovery-drill", 2200, 2200, 0.9, 1, 0.75, 0.92, 1, 2),
        new Character("new-country", 700, 700, 35, 36, 0.6, 0.8, 400, 700),
        new Character("health-check", 4000, 4100, 335, 336, 0, 0, 1, 1),
        new Character("flash-sale", 2500, 2500, 0.35, 0.45, 0.8, 0.95, 1500, 2500),
        new Character("customer-migration", 1800, 1800, 5.9, 6, 0.3, 0.5, 0, 0),
        new Character("reverification-campaign", 1600, 1600, 2.9, 3, 0.42, 0.62, 0, 0),
        new Character("ci-pipeline", 60, 500, 4, 10.1, 0, 0, 1, 3),
        new Character("viral-in-tail-country", 800, 800, 5, 6, 0.55, 0.8, 500, 800),
        new Character("unrouted-range", 180, 360, 11, 12.2, 0, 0, 70, 120),
        new Character("low-intent-giveaway", 1200, 1200, 4.8, 5, 0.2, 0.35, 800, 1200));
  }

  @ParameterizedTest
  @MethodSource("characters")
  void keepsTheCharacterOf(Character character) {
    for (long seed : List.of(3L, 4L)) {
      Episode episode = play(character.profile(), seed);

      assertThat(episode.messages().size())
          .isBetween(character.leastMessages(), character.mostMessages());
      assertThat(span(episode).toSeconds() / 3600.0)
          .isBetween(character.leastHours(), character.mostHours());
      assertThat(share(episode, SimulatedMessage::verified))
          .isBetween(character.leastConversion(), character.mostConversion());
      assertThat((int) addresses(episode))
          .isBetween(character.leastAddresses(), character.mostAddresses());
    }
  }

  @Test
  void hasACharacterForEveryProfileThatSendsMessages() {
    assertThat(characters())
        .extracting(Character::profile)
        .containsExactlyElementsOf(
            names().stream().filter(name -> !play(name, 3).messages().isEmpty()).toList());
  }

  @Test
  void shuffledNumbersHaveNoOrder() {
    List<String> numbers = numbers("shuffled-block");

    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(ascents(numbers)).isBetween(0.4, 0.6);
    assertThat(blocks(numbers, 3)).hasSize(1);
  }

  @Test
  void ascendingNumbersAscendWithinABlock() {
    List<String> numbers = numbers("ascending-numbers");

    assertThat(ascents(numbers)).isEqualTo(1);
    assertThat(blocks(numbers, 4)).hasSize(1);
    assertThat(gaps(numbers)).allMatch(gap -> gap >= 1 && gap <= 3);
  }

  @Test
  void stridedNumbersAreNeverNeighbours() {
    List<String> numbers = numbers("strided-numbers");

    assertThat(blocks(numbers, 4)).hasSize(1);
    assertThat(Set.copyOf(gaps(numbers))).hasSize(1).allMatch(gap -> gap >= 7);
  }

  @Test
  void interleavedBlocksTakeTurns() {
    Episode episode = play("interleaved-blocks", 3);
    List<String> prefixes = episode.label().prefixes();
    List<String> turns =
        numbers("interleaved-blocks").stream()
            .map(number -> prefixes.stream().filter(number::startsWith).findFirst().orElseThrow())
            .toList();

    assertThat(prefixes).hasSize(6);
    for (int i = 1; i < turns.size(); i++) {
      assertThat(turns.get(i)).isNotEqualTo(turns.get(i - 1));
    }
  }

  @Test
  void swarmAddressesHardlyRepeat() {
    Map<String, Long> uses =
        play("residential-swarm", 3).messages().stream()
            .collect(
                Collectors.groupingBy(
                    message -> message.client().sourceIp(), Collectors.counting()));

    assertThat(play("residential-swarm", 3).label().sourceIps())
        .hasSize(200)
        .allMatch(address -> uses.get(address) > 1);
    assertThat(uses.values()).allMatch(count -> count <= 8);
    assertThat(uses.values().stream().filter(count -> count <= 2).count())
        .isGreaterThan(uses.size() * 95L / 100);
  }

  @Test
  void lowAndSlowIsNeverFast() {
    List<SimulatedMessage> messages = play("low-and-slow", 3).messages();

    for (int i = 60; i < messages.size(); i++) {
      long sixtySends = messages.get(i).requestedMicros() - messages.get(i - 60).requestedMicros();
      assertThat(sixtySends).isGreaterThan(Duration.ofMinutes(60).toNanos() / 1000);
    }
  }

  @Test
  void rampDoublesEachDay() {
    long[] perDay = new long[5];
    for (SimulatedMessage message : play("slow-ramp", 3).messages()) {
      perDay[(int) ((message.requestedMicros() - START) / 86_400_000_000L)]++;
    }

    for (int day = 1; day < perDay.length; day++) {
      assertThat(perDay[day] / (double) perDay[day - 1]).isBetween(1.4, 2.8);
    }
  }

  @Test
  void pulsesLeaveLongSilences() {
    List<SimulatedMessage> messages = play("pulses", 3).messages();
    long pulses = 1;
    for (int i = 1; i < messages.size(); i++) {
      long gap = messages.get(i).requestedMicros() - messages.get(i - 1).requestedMicros();
      pulses += gap > Duration.ofMinutes(15).toNanos() / 1000 ? 1 : 0;
    }

    assertThat(pulses).isBetween(10L, 25L);
  }

  @Test
  void fewNumbersAndAccountsAreFloodedWithResends() {
    for (String name : List.of("resend-abuse", "password-reset-flood")) {
      Episode episode = play(name, 3);

      assertThat(distinct(episode, SimulatedMessage::destination)).isLessThanOrEqualTo(12);
      assertThat(episode.label().userIds())
          .hasSize((int) distinct(episode, SimulatedMessage::userId));
    }
  }

  @Test
  void manyCountriesAreMany() {
    assertThat(play("many-countries", 3).label().countries()).hasSize(24);
  }

  @Test
  void everyTenantSharesTheBlock() {
    Episode episode = play("several-tenants", 3);

    assertThat(episode.label().tenants()).containsExactly("bank", "ride", "shop");
    assertThat(episode.label().prefixes()).hasSize(1);
  }

  @Test
  void blockHoppersLeaveEachBlockEarly() {
    List<String> numbers = numbers("block-hopping");
    Map<String, Long> perBlock =
        numbers.stream()
            .collect(
                Collectors.groupingBy(
                    number -> number.substring(0, number.length() - 3), Collectors.counting()));

    assertThat(perBlock).hasSizeGreaterThan(60);
    assertThat(perBlock.values()).allMatch(count -> count <= 42);
  }

  @Test
  void randomLiveNumbersFillNoBlock() {
    List<String> numbers = numbers("random-live-numbers");

    assertThat(blocks(numbers, 3).size()).isGreaterThan(600);
    assertThat(share(play("random-live-numbers", 3), SimulatedMessage::undelivered))
        .isLessThan(0.07);
  }

  @Test
  void attackInTheLargestCountryHidesAmongCustomers() {
    assertThat(play("inside-biggest-country", 3).label().countries()).containsExactly("DE");
  }

  @Test
  void campaignAroundAnAttackConvertsAndIsNotLabelled() {
    Episode episode = play("inside-campaign", 3);
    List<SimulatedMessage> campaign = episode.cover();

    assertThat(campaign).hasSize(1800);
    assertThat(campaign.stream().filter(SimulatedMessage::verified).count())
        .isBetween(1100L, 1400L);
    assertThat(campaign)
        .noneMatch(
            message ->
                episode.label().prefixes().stream().anyMatch(message.destination()::startsWith));
    assertThat(episode.allMessages()).hasSize(2300);
  }

  @Test
  void stolenKeySendsWhatNobodyAskedFor() {
    Episode episode = play("compromised-key", 3);

    assertThat(episode.label().identities()).containsExactly("shop-export-key");
    assertThat(episode.label().flows()).isEmpty();
    for (SimulatedMessage message : episode.messages()) {
      assertThat(ApplicationLog.complete().events(message))
          .extracting(SmsEvent::eventType)
          .contains(EventType.SENT)
          .doesNotContain(EventType.REQUESTED, EventType.VERIFIED);
    }
  }

  @Test
  void voiceCodesAreCalls() {
    assertThat(play("voice-codes", 3).messages())
        .allMatch(message -> message.channel() == Channel.VOICE);
  }

  @Test
  void programsEnterCodesFasterAndMoreRegularlyThanPeople() {
    List<Double> program = secondsFromArrivalToEntry(play("partly-converting", 3));
    List<Double> people = secondsFromArrivalToEntry(play("product-launch", 3));

    assertThat(program.get(program.size() / 10)).isGreaterThan(5);
    assertThat(program.get(program.size() * 9 / 10)).isLessThan(7);
    assertThat(people.get(people.size() * 9 / 10))
        .isGreaterThan(3 * people.get(people.size() / 10));
  }

  @Test
  void migratedCustomersComeInOrderAndEnterLate() {
    Episode episode = play("customer-migration", 3);
    List<Double> seconds = secondsFromArrivalToEntry(episode);

    assertThat(ascents(numbers("customer-migration"))).isGreaterThan(0.97);
    assertThat(seconds.get(seconds.size() / 2)).isBetween(1500.0, 3600.0);
    assertThat(episode.messages())
        .allMatch(message -> message.client() == null && message.enteredFrom() != null);
  }

  @Test
  void testNumbersOfTheTenantAreFew() {
    assertThat(blocks(numbers("load-test"), 2)).hasSize(1);
    assertThat(Set.copyOf(numbers("ci-pipeline"))).hasSize(10);
    assertThat(Set.copyOf(numbers("health-check"))).hasSize(1);
  }

  @Test
  void unroutedRangeNeverDelivers() {
    Episode episode = play("unrouted-range", 3);

    assertThat(blocks(numbers("unrouted-range"), 4)).hasSize(1);
    assertThat(episode.messages())
        .filteredOn(message -> message.receipt() != null)
        .isNotEmpty()
        .allMatch(SimulatedMessage::undelivered);
    assertThat(share(episode, message -> message.attempt() > 1)).isGreaterThan(0.3);
  }

  @Test
  void newCountryIsNew() {
    String country = play("new-country", 3).label().countries().get(0);

    assertThat(Worlds.STANDARD.tenant("ride").markets())
        .extracting(Market::country)
        .isNotEmpty()
        .doesNotContain(country);
  }

  @Test
  void viralCountryIsInTheTail() {
    String country = play("viral-in-tail-country", 3).label().countries().get(0);

    assertThat(Worlds.STANDARD.tenant("shop").market(country).share()).isBetween(1e-6, 0.001);
  }

  @Test
  void companyEnrolsConsecutiveNumbers() {
    List<String> numbers = numbers("company-enrolment").stream().sorted().toList();

    assertThat(gaps(numbers)).containsOnly(1L);
  }

  @Test
  void carrierGradeNatHasOneNetworkAndBrowsersOfAllKinds() {
    Episode episode = play("carrier-grade-nat", 3);

    assertThat(distinct(episode, message -> message.prefix().network())).isEqualTo(1);
    assertThat(distinct(episode, message -> message.client().userAgent())).isGreaterThan(5);
  }

  @Test
  void outageLosesTheNetworksMessagesAndPeopleRetry() {
    Simulation simulation =
        Simulation.of(5, 1, 3, List.of(ProfileCatalogue.named("carrier-outage").orElseThrow()));
    long from = micros(simulation.labels().get(0).start());
    long to = micros(simulation.labels().get(0).end());
    List<String> prefixes = simulation.labels().get(0).prefixes();
    List<SimulatedMessage> lost = new ArrayList<>();
    for (Iterator<SimulatedMessage> all = simulation.messages(); all.hasNext(); ) {
      SimulatedMessage message = all.next();
      if (message.requestedMicros() >= from
          && message.requestedMicros() < to
          && !message.throttled()
          && prefixes.stream().anyMatch(message.destination()::startsWith)) {
        lost.add(message);
      }
    }

    assertThat(lost).hasSizeGreaterThan(100).noneMatch(SimulatedMessage::verified);
    assertThat(lost)
        .filteredOn(message -> message.receipt() != null)
        .allMatch(SimulatedMessage::undelivered);
    assertThat(lost.stream().filter(message -> message.attempt() > 1).count())
        .isGreaterThan(lost.size() / 4);
    assertThat(lost).extracting(message -> message.tenant().name()).contains("bank", "ride");
  }

  @Test
  void brokenVerifyPageStopsOneTenantsCodesThatStillArrive() {
    Simulation simulation = alone("verify-page-outage", 3);
    List<SimulatedMessage> during = during(simulation);
    List<SimulatedMessage> shop =
        during.stream()
            .filter(message -> message.tenant().name().equals("shop"))
            .filter(message -> message.flow().carriesCode())
            .toList();

    assertThat(shop).hasSizeGreaterThan(200).noneMatch(SimulatedMessage::verified);
    assertThat(shop.stream().filter(SimulatedMessage::undelivered).count())
        .isLessThan(shop.size() / 10);
    assertThat(shop.stream().filter(message -> message.attempt() > 1).count())
        .isGreaterThan(shop.size() / 6);
    assertThat(during)
        .filteredOn(message -> message.tenant().name().equals("bank"))
        .anyMatch(SimulatedMessage::verified);
  }

  @Test
  void clockChangeBringsPeopleAnHourEarlier() {
    Simulation simulation = alone("daylight-saving", 6);
    long changed = micros(simulation.labels().get(0).start());
    long[] morningBefore = new long[2];
    long[] morningAfter = new long[2];
    for (Iterator<SimulatedMessage> all = simulation.messages(); all.hasNext(); ) {
      SimulatedMessage message = all.next();
      long hour = message.requestedMicros() / 3_600_000_000L % 24;
      if (message.country().equals("GB") && (hour == 5 || hour == 6)) {
        (message.requestedMicros() < changed ? morningBefore : morningAfter)[(int) hour - 5]++;
      }
    }

    assertThat(simulation.labels().get(0).countries()).containsExactly("GB");
    double before = morningBefore[0] / (double) morningBefore[1];
    double after = morningAfter[0] / (double) morningAfter[1];
    assertThat(before).isBetween(0.3, 0.6);
    assertThat(after).isBetween(0.45, 0.75).isGreaterThan(before + 0.05);
  }

  private static Simulation alone(String profile, int days) {
    return Simulation.of(
        new SimulationPlan(
            5,
            SimulationPlan.USUAL_FIRST_DAY,
            days,
            0,
            3,
            List.of(ProfileCatalogue.named(profile).orElseThrow()),
            Worlds.STANDARD));
  }

  private static List<SimulatedMessage> during(Simulation simulation) {
    long from = micros(simulation.labels().get(0).start());
    long to = micros(simulation.labels().get(0).end());
    List<SimulatedMessage> during = new ArrayList<>();
    simulation
        .messages()
        .forEachRemaining(
            message -> {
              if (message.requestedMicros() >= from && message.requestedMicros() < to) {
                during.add(message);
              }
            });
    return during;
  }

  private static List<String> numbers(String name) {
    return play(name, 3).messages().stream().map(SimulatedMessage::destination).toList();
  }

  private static Set<String> blocks(List<String> numbers, int digitsLeftOut) {
    return numbers.stream()
        .map(number -> number.substring(0, number.length() - digitsLeftOut))
        .collect(Collectors.toSet());
  }

  private static List<Long> gaps(List<String> numbers) {
    return IntStream.range(1, numbers.size())
        .mapToObj(
            i ->
                Long.parseLong(numbers.get(i).substring(1))
                    - Long.parseLong(numbers.get(i - 1).substring(1)))
        .toList();
  }

  /** The share of numbers that are greater than the one before, of all that can be. */
  private static double ascents(List<String> numbers) {
    return gaps(numbers).stream().filter(gap -> gap > 0).count() / (numbers.size() - 1.0);
  }

  private static List<Double> secondsFromArrivalToEntry(Episode episode) {
    return episode.messages().stream()
        .filter(message -> message.verified() && message.receipt() != null)
        .map(message -> (message.verifiedMicros() - message.receipt().atMicros()) / 1e6)
        .sorted()
        .toList();
  }

  private static long addresses(Episode episode) {
    return episode.messages().stream()
        .filter(message -> message.client() != null)
        .map(message -> message.client().sourceIp())
        .distinct()
        .count();
  }

  private static Episode play(String name, long seed) {
    ScheduledProfile scheduled = ProfileCatalogue.named(name).orElseThrow();
    return scheduled
        .profile()
        .play(
            new Scene(
                name + "-1",
                Worlds.STANDARD.tenant(scheduled.tenant()),
                START,
                START + Duration.ofDays(14).toNanos() / 1000,
                World.of(seed, Worlds.STANDARD),
                SeededRandom.of(seed, name)));
  }

  private static long distinct(Episode episode, Function<SimulatedMessage, String> field) {
    return episode.messages().stream().map(field).distinct().count();
  }

  private static double share(Episode episode, Predicate<SimulatedMessage> which) {
    return episode.messages().stream().filter(which).count() / (double) episode.messages().size();
  }

  private static Duration span(Episode episode) {
    List<SimulatedMessage> messages = episode.messages();
    long micros =
        messages.get(messages.size() - 1).requestedMicros() - messages.get(0).requestedMicros();
    return Duration.ofNanos(micros * 1000);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
