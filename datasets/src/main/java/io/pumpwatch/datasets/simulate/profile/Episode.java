package io.pumpwatch.datasets.simulate.profile;

import io.pumpwatch.datasets.simulate.world.Disturbance;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One occurrence of a profile.
 *
 * @param label what it is
 * @param messages the messages that it consists of, in order of their requests
 * @param cover other messages that would not exist without it, in order of their requests
 * @param disturbances what it does to all other traffic
 */
public record Episode(
    Label label,
    List<SimulatedMessage> messages,
    List<SimulatedMessage> cover,
    List<Disturbance> disturbances) {

  /** An episode of more messages lists them only where nothing else identifies it. */
  private static final int LISTED_MESSAGES = 600;

  public Episode {
    messages = ordered(messages.stream());
    cover = ordered(cover.stream());
    disturbances = List.copyOf(disturbances);
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
    boolean listed = messages.size() <= LISTED_MESSAGES || marks.equals(Marks.none());
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
            sorted(marks.identities()),
            listed ? messages.stream().map(SimulatedMessage::id).toList() : List.of());
    return new Episode(label, messages, List.of(), List.of());
  }

  /**
   * An episode that has no messages of its own but disturbs those of everybody.
   *
   * @param about what it is about: tenants, countries and prefixes; time and name are its own
   */
  public static Episode of(
      TrafficProfile profile, Scene scene, Disturbance disturbance, double seconds, About about) {
    Label label =
        new Label(
            scene.labelId(),
            profile.kind(),
            profile.name(),
            instant(scene.startMicros()),
            instant(scene.at(seconds)),
            about.tenants(),
            List.of(),
            about.countries(),
            sorted(about.prefixes()),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Episode(label, List.of(), List.of(), List.of(disturbance));
  }

  /** The same with other messages that come along. */
  public Episode with(List<SimulatedMessage> otherMessages) {
    return new Episode(label, messages, otherMessages, disturbances);
  }

  /** All messages that would not exist without it, in order of their requests. */
  public List<SimulatedMessage> allMessages() {
    return ordered(Stream.concat(messages.stream(), cover.stream()));
  }

  private static List<SimulatedMessage> ordered(Stream<SimulatedMessage> messages) {
    return messages.sorted(Comparator.comparingLong(SimulatedMessage::requestedMicros)).toList();
  }

  private static List<String> distinct(
      List<SimulatedMessage> messages, Function<SimulatedMessage, String> field) {
    return sorted(messages.stream().map(field).filter(Objects::nonNull).toList());
  }

  private static List<String> sorted(Collection<String> values) {
    return List.copyOf(new TreeSet<>(values));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * What a disturbance is about; empty where it is about all.
   *
   * @param tenants whose traffic
   * @param countries of destinations, ISO 3166-1 alpha-2
   * @param prefixes leading digits of destinations
   */
  public record About(List<String> tenants, List<String> countries, Collection<String> prefixes) {}

  /**
   * What tells the messages of an episode from all others; empty where a field does not.
   *
   * @param prefixes leading digits of the destinations, up to whole numbers
   * @param sourceIps clients
   * @param userIds accounts
   * @param identities credentials
   */
  public record Marks(
      Collection<String> prefixes,
      Collection<String> sourceIps,
      Collection<String> userIds,
      Collection<String> identities) {

    public static Marks prefixes(Collection<String> prefixes) {
      return none().andPrefixes(prefixes);
    }

    public static Marks blocks(Collection<NumberBlock> blocks) {
      return prefixes(blocks.stream().map(NumberBlock::prefix).toList());
    }

    public static Marks sourceIps(Collection<String> sourceIps) {
      return none().andSourceIps(sourceIps);
    }

    public static Marks none() {
      return new Marks(List.of(), List.of(), List.of(), List.of());
    }

    public Marks andPrefixes(Collection<String> more) {
      return new Marks(more, sourceIps, userIds, identities);
    }

    public Marks andSourceIps(Collection<String> more) {
      return new Marks(prefixes, more, userIds, identities);
    }

    public Marks andUserIds(Collection<String> more) {
      return new Marks(prefixes, sourceIps, more, identities);
    }

    public Marks andIdentities(Collection<String> more) {
      return new Marks(prefixes, sourceIps, userIds, more);
    }
  }
}
