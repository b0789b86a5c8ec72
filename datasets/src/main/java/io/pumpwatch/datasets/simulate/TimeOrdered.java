package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What messages leave behind, in order of its own time. It holds only what may still be overtaken:
 * nothing of a message is earlier than the second of its request.
 */
final class TimeOrdered<T> implements Iterator<T> {

  /** Logs that write whole seconds put a row up to that much before its request. */
  private static final long TRUNCATION_MICROS = 1_000_000L;

  private final Iterator<SimulatedMessage> messages;
  private final Function<SimulatedMessage, List<T>> traces;
  private final ToLongFunction<T> micros;
  private final PriorityQueue<Held<T>> held =
      new PriorityQueue<>(
          Comparator.<Held<T>>comparingLong(Held::micros).thenComparingLong(Held::sequence));
  private long reachedMicros = Long.MIN_VALUE;
  private long sequence;

  TimeOrdered(
      Iterator<SimulatedMessage> messages,
      Function<SimulatedMessage, List<T>> traces,
      ToLongFunction<T> micros) {
    this.messages = messages;
    this.traces = traces;
    this.micros = micros;
  }

  @Override
  public boolean hasNext() {
    while (messages.hasNext() && (held.isEmpty() || held.element().micros() >= reachedMicros)) {
      SimulatedMessage message = messages.next();
      reachedMicros = message.requestedMicros() - TRUNCATION_MICROS;
      for (T trace : traces.apply(message)) {
        held.add(new Held<>(trace, micros.applyAsLong(trace), sequence++));
      }
    }
    return !held.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return held.remove().trace();
  }

  private record Held<T>(T trace, long micros, long sequence) {}
}
