package io.pumpwatch.datasets.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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
    assertThat(episode.label().messageIds())
        .containsExactlyInAnyOrderElementsOf(
            episode.messages().stream().map(SimulatedMessage::id).toList());
    for (SimulatedMessage message : episode.messages()) {
      assertThat(message.requestedMicros())
          .isBetween(micros(episode.label().start()), micros(episode.label().end()));
      assertThat(episode.label().countries()).contains(message.country());
      assertThat(episode.label().flows()).contains(message.flow().word());
      assertThat(episode.label().tenants()).contains(message.tenant().name());
      if (!episode.label().prefixes().isEmpty()) {
        assertThat(episode.label().prefixes()).anyMatch(message.destination()::startsWith);
      }
      if (!episode.label().sourceIps().isEmpty()) {
        assertThat(episode.label().sourceIps()).contains(message.client().sourceIp());
      }
      if (!episode.label().userIds().isEmpty()) {
        assertThat(episode.label().userIds()).contains(message.userId());
      }
    }
  }

  @Test
  void singleAddressBurstFloodsFromOneAddress() {
    Episode episode = play("single-address-burst", 3);

    assertThat(distinct(episode, message -> message.client().sourceIp())).isEqualTo(1);
    assertThat(distinct(episode, SimulatedMessage::destination)).isGreaterThan(580);
    assertThat(episode.messages()).hasSize(600).noneMatch(SimulatedMessage::verified);
    assertThat(share(episode, SimulatedMessage::throttled)).isBetween(0.1, 0.3);
    assertThat(span(episode)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(15));
  }

  @Test
  void shuffledBlockUsesEachNumberOnceInNoOrder() {
    Episode episode = play("shuffled-block", 3);
    List<String> numbers = episode.messages().stream().map(SimulatedMessage::destination).toList();
    long ascending = 0;
    for (int i = 1; i < numbers.size(); i++) {
      ascending += numbers.get(i).compareTo(numbers.get(i - 1)) > 0 ? 1 : 0;
    }

    assertThat(numbers).hasSizeBetween(320, 480).doesNotHaveDuplicates();
    assertThat(ascending / (double) numbers.size()).isBetween(0.4, 0.6);
    assertThat(numbers.stream().map(number -> number.substring(0, number.length() - 3)).distinct())
        .hasSize(1);
    assertThat(distinct(episode, message -> message.client().sourceIp()))
        .isGreaterThan(numbers.size() * 95L / 100);
    assertThat(episode.messages()).noneMatch(SimulatedMessage::verified);
    assertThat(span(episode)).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(120));
  }

  @Test
  void lowAndSlowIsNeverFast() {
    Episode episode = play("low-and-slow", 3);
    List<SimulatedMessage> messages = episode.messages();

    assertThat(messages).hasSizeBetween(450, 650).noneMatch(SimulatedMessage::verified);
    assertThat(span(episode)).isGreaterThan(Duration.ofHours(17));
    for (int i = 60; i < messages.size(); i++) {
      long sixtySends = messages.get(i).requestedMicros() - messages.get(i - 60).requestedMicros();
      assertThat(sixtySends).isGreaterThan(Duration.ofMinutes(60).toNanos() / 1000);
    }
  }

  @Test
  void resendAbuseRepeatsAHandfulOfNumbers() {
    Episode episode = play("resend-abuse", 3);

    assertThat(distinct(episode, SimulatedMessage::destination)).isEqualTo(8);
    assertThat(distinct(episode, SimulatedMessage::userId)).isEqualTo(8);
    assertThat(episode.messages()).hasSizeGreaterThan(200).noneMatch(SimulatedMessage::verified);
    assertThat(span(episode)).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(120));
  }

  @Test
  void marketingCampaignIsDeliveredAndNeverEntered() {
    Episode episode = play("marketing-campaign", 3);

    assertThat(episode.messages())
        .hasSize(2000)
        .allMatch(message -> message.flow() == Flow.MARKETING && message.client() == null)
        .noneMatch(SimulatedMessage::verified);
    assertThat(share(episode, SimulatedMessage::undelivered)).isLessThan(0.05);
    assertThat(span(episode)).isLessThan(Duration.ofHours(1));
  }

  @Test
  void campusConvertsFromOneAddress() {
    Episode episode = play("campus-nat", 3);

    assertThat(distinct(episode, message -> message.client().sourceIp())).isEqualTo(1);
    assertThat(distinct(episode, message -> message.client().userAgent())).isGreaterThan(5);
    assertThat(share(episode, SimulatedMessage::verified)).isBetween(0.7, 0.95);
  }

  @Test
  void companyEnrolsConsecutiveNumbersThatConvert() {
    Episode episode = play("company-enrolment", 3);
    List<Long> numbers =
        episode.messages().stream()
            .map(message -> Long.parseLong(message.destination().substring(1)))
            .sorted()
            .toList();

    assertThat(numbers).hasSize(160).doesNotHaveDuplicates();
    assertThat(numbers.get(159) - numbers.get(0)).isEqualTo(159);
    assertThat(share(episode, SimulatedMessage::verified)).isGreaterThan(0.94);
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

  private static Episode play(String name, long seed) {
    ScheduledProfile scheduled = ProfileCatalogue.named(name).orElseThrow();
    return scheduled
        .profile()
        .play(
            new Scene(
                name + "-1",
                scheduled.tenant(),
                START,
                World.of(seed),
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
