package io.pumpwatch.datasets.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final Simulation QUIET = Simulation.of(7, 2, 1, List.of());
  private static final List<SimulatedMessage> QUIET_MESSAGES = read(QUIET.messages());

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void yieldsEventsInTimeOrder(Visibility visibility) {
    Simulation simulation = Simulation.of(7, 1, 0.3, ProfileCatalogue.all());
    long last = Long.MIN_VALUE;
    int events = 0;
    for (Iterator<SmsEvent> all = simulation.events(visibility); all.hasNext(); events++) {
      SmsEvent event = all.next();
      assertThat(event.eventTimeMicros()).isGreaterThanOrEqualTo(last);
      last = event.eventTimeMicros();
    }
    assertThat(events).isGreaterThan(10_000);
  }

  @Test
  void startsAgainWithEachIterator() {
    assertThat(ids(QUIET)).isEqualTo(ids(QUIET_MESSAGES));
  }

  @Test
  void changesWithTheSeed() {
    List<String> other = ids(Simulation.of(8, 2, 1, List.of()));

    assertThat(Collections.disjoint(new HashSet<>(ids(QUIET_MESSAGES)), other)).isTrue();
  }

  @Test
  void givesEveryMessageItsOwnId() {
    List<String> ids = ids(QUIET_MESSAGES);

    assertThat(ids.size()).isBetween(19_000, 23_000);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void leavesTheOrdinaryTrafficAloneWhenProfilesPlay() {
    Set<String> loud = new HashSet<>(ids(Simulation.of(7, 2, 1, attacks())));

    assertThat(loud.containsAll(ids(QUIET_MESSAGES))).isTrue();
  }

  @Test
  void scalesTheOrdinaryTraffic() {
    int usual = ids(QUIET_MESSAGES).size();
    int tripled = ids(Simulation.of(7, 2, 3, List.of())).size();

    assertThat(tripled / (double) usual).isBetween(2.85, 3.15);
  }

  @Test
  void followsTheClockOfEachCountry() {
    Map<Integer, Long> german = byHour("DE");
    Map<Integer, Long> indian = byHour("IN");

    // 19:00 in Berlin and 03:00 there; 19:30 in Kolkata and 03:30 there.
    assertThat(german.get(18)).isGreaterThan(6 * german.get(2));
    assertThat(indian.get(14)).isGreaterThan(4 * indian.getOrDefault(22, 0L));
  }

  @ParameterizedTest
  @EnumSource(
      value = Flow.class,
      names = {"SIGNUP_OTP", "LOGIN_OTP", "PASSWORD_RESET"})
  void convertsAsHealthyTrafficDoes(Flow flow) {
    for (String tenant : List.of("shop", "bank", "ride")) {
      List<SimulatedMessage> sent =
          QUIET_MESSAGES.stream()
              .filter(message -> message.flow() == flow && !message.throttled())
              .filter(message -> message.tenant().name().equals(tenant))
              .toList();
      long verified = sent.stream().filter(SimulatedMessage::verified).count();

      assertThat(verified / (double) sent.size()).as(tenant).isBetween(0.55, 0.92);
    }
  }

  @Test
  void entersCodesAtAHumanPace() {
    List<Double> seconds =
        QUIET_MESSAGES.stream()
            .filter(SimulatedMessage::verified)
            .map(message -> (message.verifiedMicros() - message.sentMicros()) / 1e6)
            .sorted()
            .toList();

    assertThat(seconds).allMatch(value -> value >= 5 && value <= 120);
    assertThat(seconds.get(seconds.size() / 2)).isBetween(14.0, 22.0);
  }

  @Test
  void neverVerifiesWithoutACode() {
    assertThat(QUIET_MESSAGES)
        .filteredOn(message -> !message.flow().carriesCode())
        .isNotEmpty()
        .allMatch(message -> !message.verified() && message.client() == null);
  }

  @Test
  void hasSomeOfWhatGoesWrong() {
    List<SimulatedMessage> messages = QUIET_MESSAGES;

    assertThat(share(messages, SimulatedMessage::throttled)).isBetween(0.001, 0.01);
    assertThat(share(messages, SimulatedMessage::undelivered)).isBetween(0.02, 0.04);
    assertThat(share(messages, m -> !m.throttled() && m.receipt() == null)).isBetween(0.03, 0.07);
    assertThat(share(messages, message -> message.attempt() > 1)).isBetween(0.005, 0.03);
  }

  @Test
  void hasClientsOfAllKinds() {
    List<String> addresses =
        QUIET_MESSAGES.stream()
            .filter(message -> message.client() != null)
            .map(message -> message.client().sourceIp())
            .toList();
    Map<String, Long> uses =
        addresses.stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(addresses).anyMatch(address -> address.contains(":"));
    assertThat(uses.values()).anyMatch(count -> count >= 10);
    assertThat(uses.values().stream().filter(count -> count == 1).count())
        .isGreaterThan(addresses.size() / 3);
  }

  @Test
  void playsEachProfileOnceAFortnight() {
    List<Label> labels = standard(28).labels();

    assertThat(labels)
        .extracting(Label::profile)
        .containsExactlyInAnyOrderElementsOf(
            ProfileCatalogue.names().stream()
                .flatMap(name -> List.of(name, name).stream())
                .toList());
    assertThat(labels).extracting(Label::labelId).doesNotHaveDuplicates();
    assertThat(labels).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
    assertThat(labels)
        .extracting(Label::start)
        .allMatch(start -> start.isBefore(Instant.parse("2026-03-30T00:00:00Z")));
  }

  @Test
  void keepsEpisodesOfOneTenantApart() {
    List<Label> brief =
        standard(14).labels().stream()
            .filter(label -> label.tenants().size() == 1)
            .filter(label -> Duration.between(label.start(), label.end()).toHours() < 24)
            .toList();
    int together = 0;
    for (int i = 0; i < brief.size(); i++) {
      for (Label later : brief.subList(i + 1, brief.size())) {
        Label label = brief.get(i);
        together +=
            later.tenants().equals(label.tenants()) && later.start().isBefore(label.end()) ? 1 : 0;
      }
    }

    assertThat(brief).hasSizeGreaterThan(30);
    assertThat(together).isLessThan(4);
  }

  @Test
  void beginsAFortnightQuietly() {
    assertThat(standard(14).labels())
        .filteredOn(label -> label.start().isBefore(Instant.parse("2026-03-04T00:00:00Z")))
        .extracting(Label::profile)
        .containsExactly("health-check");
  }

  @Test
  void hasTensOfCountriesWithAHeavyTail() {
    Map<String, Long> messages =
        read(plan(1, 1, List.of()).messages()).stream()
            .collect(Collectors.groupingBy(SimulatedMessage::country, Collectors.counting()));

    assertThat(messages).hasSizeGreaterThan(45);
    assertThat(messages.values().stream().filter(count -> count < 25).count()).isGreaterThan(20);
    assertThat(messages.get("GB")).isGreaterThan(2_000);
  }

  @Test
  void makesAFortnightInBoundedMemoryAndAMatterOfSeconds() {
    Simulation simulation = plan(14, 3.4, ProfileCatalogue.all());
    Iterator<SimulatedMessage> messages = simulation.messages();
    long count = 0;
    long started = System.nanoTime();
    while (messages.hasNext()) {
      messages.next();
      count++;
    }

    assertThat(count).isBetween(470_000L, 530_000L);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesImpossibleScales(double scale) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Simulation.of(7, 1, scale, List.of()))
        .withMessageContaining("scale");
  }

  @Test
  void refusesToSimulateNoDay() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SimulationPlan(7, LocalDate.of(2026, 3, 2), 0, 0, 1, List.of(), Worlds.SAMPLE))
        .withMessageContaining("days");
  }

  private static List<ScheduledProfile> attacks() {
    return ProfileCatalogue.all().stream()
        .filter(scheduled -> scheduled.profile().kind() == Label.Kind.ATTACK)
        .toList();
  }

  private static Map<Integer, Long> byHour(String country) {
    return read(Simulation.of(7, 5, 1, List.of()).messages()).stream()
        .filter(message -> message.country().equals(country))
        .collect(
            Collectors.groupingBy(
                message -> (int) (message.requestedMicros() / 3_600_000_000L % 24),
                Collectors.counting()));
  }

  private static double share(List<SimulatedMessage> messages, Predicate<SimulatedMessage> which) {
    return messages.stream().filter(which).count() / (double) messages.size();
  }

  private static List<String> ids(Simulation simulation) {
    return ids(read(simulation.messages()));
  }

  private static List<String> ids(List<SimulatedMessage> messages) {
    return messages.stream().map(SimulatedMessage::id).toList();
  }

  private static Simulation standard(int days) {
    return plan(days, 0.01, ProfileCatalogue.all());
  }

  @Test
  void nothingStandsOutOnQuietDays() {
    SimulationPlan plan =
        new SimulationPlan(
            7,
            SimulationPlan.USUAL_FIRST_DAY,
            17,
            3,
            0.01,
            ProfileCatalogue.all(),
            Worlds.STANDARD);
    Instant begin =
        SimulationPlan.USUAL_FIRST_DAY.plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
    assertThat(Simulation.of(plan).labels())
        .hasSize(ProfileCatalogue.all().size())
        .allSatisfy(label -> assertThat(label.start()).isAfterOrEqualTo(begin));
  }

  private static Simulation plan(int days, double scale, List<ScheduledProfile> profiles) {
    return Simulation.of(
        new SimulationPlan(
            7, SimulationPlan.USUAL_FIRST_DAY, days, 0, scale, profiles, Worlds.STANDARD));
  }

  private static List<SimulatedMessage> read(Iterator<SimulatedMessage> messages) {
    List<SimulatedMessage> all = new ArrayList<>();
    messages.forEachRemaining(all::add);
    return all;
  }
}
