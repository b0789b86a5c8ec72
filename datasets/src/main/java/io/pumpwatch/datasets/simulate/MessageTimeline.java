package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges several ordered runs of messages into one, in order of requests, then of runs. */
final class MessageTimeline implements Iterator<SimulatedMessage> {

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.<Head>comparingLong(head -> head.message().requestedMicros())
              .thenComparingInt(Head::run));

  MessageTimeline(List<Iterator<SimulatedMessage>> runs) {
    for (int run = 0; run < runs.size(); run++) {
      offer(run, runs.get(run));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public SimulatedMessage next() {
    Head head = heads.remove();
    offer(head.run(), head.rest());
    return head.message();
  }

  private void offer(int run, Iterator<SimulatedMessage> rest) {
    if (rest.hasNext()) {
      heads.add(new Head(rest.next(), run, rest));
    }
  }

  private record Head(SimulatedMessage message, int run, Iterator<SimulatedMessage> rest) {}
}
