package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Rows that come late, each by a time of its own, and some twice. It holds those on their way. */
final class Arrivals<T> implements Iterator<T> {

  private final Iterator<T> rows;
  private final ToLongFunction<T> micros;
  private final double duplicates;
  private final double disorderMicros;
  private final SeededRandom random;
  private final PriorityQueue<Underway<T>> underway =
      new PriorityQueue<>(
          Comparator.<Underway<T>>comparingLong(Underway::arrivesMicros)
              .thenComparingLong(Underway::sequence));
  private long reachedMicros = Long.MIN_VALUE;
  private long sequence;

  Arrivals(
      Iterator<T> rows,
      ToLongFunction<T> micros,
      double duplicates,
      Duration disorder,
      SeededRandom random) {
    this.rows = rows;
    this.micros = micros;
    this.duplicates = duplicates;
    this.disorderMicros = disorder.toNanos() / 1e3;
    this.random = random;
  }

  @Override
  public boolean hasNext() {
    while (rows.hasNext()
        && (underway.isEmpty() || underway.element().arrivesMicros() >= reachedMicros)) {
      T row = rows.next();
      reachedMicros = micros.applyAsLong(row);
      depart(row);
      if (random.chance(duplicates)) {
        depart(row);
      }
    }
    return !underway.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return underway.remove().row();
  }

  private void depart(T row) {
    long late = (long) (disorderMicros * random.fraction());
    underway.add(new Underway<>(row, reachedMicros + late, sequence++));
  }

  private record Underway<T>(T row, long arrivesMicros, long sequence) {}
}
