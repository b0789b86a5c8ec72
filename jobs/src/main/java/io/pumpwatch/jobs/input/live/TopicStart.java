package io.pumpwatch.jobs.input.live;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Where in its topics a job begins that is not restored.
 *
 * @param place where
 * @param instant the least record timestamp; null unless the place is {@link Place#INSTANT}
 */
public record TopicStart(Place place, Instant instant) implements Serializable {

  /** Everything that the topics hold: nothing is missed. */
  public static final TopicStart EARLIEST = new TopicStart(Place.EARLIEST, null);

  /** What kinds of places there are. */
  public enum Place {
    /** The first record that the topic still holds. */
    EARLIEST,
    /** Behind the last record there is. */
    LATEST,
    /** Where the consumer group came to; the first record where it never was. */
    COMMITTED,
    /** The first record with that timestamp or a later one. */
    INSTANT
  }

  /** A start at the first record of that timestamp or a later one. */
  public static TopicStart at(Instant instant) {
    return new TopicStart(Place.INSTANT, instant);
  }

  /** The start that a word names; empty where it names none. */
  public static Optional<TopicStart> ofWord(String word) {
    return Arrays.stream(Place.values())
        .filter(place -> place != Place.INSTANT)
        .filter(place -> place.name().equalsIgnoreCase(word))
        .map(place -> new TopicStart(place, null))
        .findFirst();
  }

  /** The offsets at which the partitions are begun. */
  OffsetsInitializer offsets() {
    return switch (place) {
      case EARLIEST -> new UnbrokenOffsets(OffsetsInitializer.earliest());
      case LATEST -> new UnbrokenOffsets(OffsetsInitializer.latest());
      case COMMITTED -> new UnbrokenOffsets(new CommittedOffsets());
      case INSTANT -> new UnbrokenOffsets(OffsetsInitializer.timestamp(instant.toEpochMilli()));
    };
  }
}
