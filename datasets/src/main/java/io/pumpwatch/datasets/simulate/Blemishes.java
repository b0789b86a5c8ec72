package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.ToLongFunction;

/**
 * What goes wrong between the systems that write and the one that reads: rows arrive twice, late or
 * with holes. Nothing that happened changes, nor does a label.
 *
 * @param seed of every draw
 * @param duplicates share of rows that arrive a second time, 0 to 1
 * @param disorder the longest time by which a row, or its duplicate, comes late
 * @param holes share of optional fields that are missing from rows, 0 to 1; tenant, time, type and
 *     message id stay
 */
public record Blemishes(long seed, double duplicates, Duration disorder, double holes) {

  /** Rows as they were written. */
  public static Blemishes none() {
    return new Blemishes(0, 0, Duration.ZERO, 0);
  }

  public Blemishes {
    requireShare("duplicates", duplicates);
    requireShare("holes", holes);
    if (disorder.isNegative()) {
      throw new IllegalArgumentException("disorder must not be negative, is " + disorder);
    }
  }

  /**
   * Rows in the order in which they arrive, some of them twice.
   *
   * @param rows in order of their time
   * @param micros the time of a row, microseconds since the epoch
   */
  public <T> Iterator<T> arrivals(Iterator<T> rows, ToLongFunction<T> micros) {
    return duplicates == 0 && disorder.isZero()
        ? rows
        : new Arrivals<>(
            rows, micros, duplicates, disorder, SeededRandom.of(seed, "blemishes/arrivals"));
  }

  /** Events as {@link #arrivals} brings them, with holes. */
  public Iterator<SmsEvent> events(Iterator<SmsEvent> events) {
    Iterator<SmsEvent> arrivals = arrivals(events, SmsEvent::eventTimeMicros);
    if (holes == 0) {
      return arrivals;
    }
    SeededRandom random = SeededRandom.of(seed, "blemishes/holes");
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return arrivals.hasNext();
      }

      @Override
      public SmsEvent next() {
        return sparse(arrivals.next(), random);
      }
    };
  }

  private SmsEvent sparse(SmsEvent event, SeededRandom random) {
    return event.toBuilder()
        .flow(kept(event.flow(), random))
        .provider(kept(event.provider(), random))
        .identity(kept(event.identity(), random))
        .destination(kept(event.destination(), random))
        .country(kept(event.country(), random))
        .network(kept(event.network(), random))
        .sourceIp(kept(event.sourceIp(), random))
        .userId(kept(event.userId(), random))
        .userAgent(kept(event.userAgent(), random))
        .errorCode(kept(event.errorCode(), random))
        .priceMicroUsd(kept(event.priceMicroUsd(), random))
        .secondsToVerify(kept(event.secondsToVerify(), random))
        .build();
  }

  private <T> T kept(T value, SeededRandom random) {
    return random.chance(holes) ? null : value;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, is " + share);
    }
  }
}
