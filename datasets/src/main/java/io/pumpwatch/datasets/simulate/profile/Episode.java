package io.pumpwatch.datasets.simulate.profile;

import io.pumpwatch.datasets.simulate.world.Outage;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One occurrence of a profile.
 *
 * @param label what it is
 * @param messages the messages that would not exist without it, in order of their requests
 * @param outages what it does to all other traffic
 */
public record Episode(Label label, List<SimulatedMessage> messages, List<Outage> outages) {

  public Episode {
    messages =
        messages.stream()
            .sorted(Comparator.comparingLong(SimulatedMessage::requestedMicros))
            .toList();
    outages = List.copyOf(outages);
  }

  /**
   * An episode of messages, labelled by what they have in common.
   *
   * @param marks what tells them from other traffic
   */
  public static Episode of(
      TrafficProfile profile, Scene scene, List<SimulatedMessage> messages, Marks marks) {
    long start = messages.stream().mapToLong(SimulatedMessage::requestedMicros).min().orElseThrow();
    long end = messages.stream().mapToLong(SimulatedMessage::lastMicros).max().orElseThrow();
    Label label =
        new Label(
            scene.labelId(),
            profile.kind(),
            profile.name(),
            instant(start),
            instant(end),
            distinct(messages, message -> message.tenant().name()),
            distinct(messages, message -> message.flow().word()),
            distinct(messages, SimulatedMessage::country),
            sorted(marks.prefixes()),
            sorted(marks.sourceIps()),
            sorted(marks.userIds()),
            List.of(),
            messages.stream().map(SimulatedMessage::id).toList());
    return new Episode(label, messages, List.of());
  }

  /** An episode that has no messages of its own but makes those of everybody fail. */
  public static Episode of(
      TrafficProfile profile, Scene scene, Outage outage, Collection<String> prefixes) {
    Label label =
        new Label(
            scene.labelId(),
            profile.kind(),
            profile.name(),
            instant(outage.fromMicros()),
            instant(outage.toMicros()),
            List.of(),
            List.of(),
            List.of(outage.country()),
            sorted(prefixes),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Episode(label, List.of(), List.of(outage));
  }

  private static List<String> distinct(
      List<SimulatedMessage> messages, Function<SimulatedMessage, String> field) {
    return sorted(messages.stream().map(field).toList());
  }

  private static List<String> sorted(Collection<String> values) {
    return List.copyOf(new TreeSet<>(values));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * What tells the messages of an episode from all others; empty where a field does not.
   *
   * @param prefixes leading digits of the destinations, up to whole numbers
   * @param sourceIps clients
   * @param userIds accounts
   */
  public record Marks(
      Collection<String> prefixes, Collection<String> sourceIps, Collection<String> userIds) {

    public static Marks prefixes(Collection<String> prefixes) {
      return new Marks(prefixes, List.of(), List.of());
    }

    public static Marks sourceIp(String sourceIp) {
      return new Marks(List.of(), List.of(sourceIp), List.of());
    }

    public static Marks none() {
      return new Marks(List.of(), List.of(), List.of());
    }
  }
}
