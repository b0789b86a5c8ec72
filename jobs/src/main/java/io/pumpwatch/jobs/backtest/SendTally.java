package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.ObservedEvent;

/**
 * Messages and what they cost. What applications asked for and what providers accepted is counted
 * apart, since each log may lack the other, and put together over the whole span: a message that
 * was requested and sent is one. Mutable; merging knows no order. Money is in micro-USD.
 */
final class SendTally {
  private long requested;
  private long requestedCost;
  private long sent;
  private long sentCost;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  /** Counts a row of type {@code requested} or {@code sent}. */
  void add(ObservedEvent observed) {
    long micros = observed.event().eventTimeMicros();
    if (observed.event().eventType() == EventType.SENT) {
      add(0, 0, observed.event().count(), observed.costMicroUsd(), micros, micros);
    } else {
      add(observed.event().count(), observed.costMicroUsd(), 0, 0, micros, micros);
    }
  }

  /** Adds what another tally counted. */
  void add(EvidenceRow row) {
    add(
        row.requested(),
        row.requestedCost(),
        row.sent(),
        row.sentCost(),
        row.firstMicros(),
        row.lastMicros());
  }

  /** Adds what the other counted. */
  void add(SendTally other) {
    add(
        other.requested,
        other.requestedCost,
        other.sent,
        other.sentCost,
        other.firstMicros,
        other.lastMicros);
  }

  private void add(
      long moreRequested,
      long moreRequestedCost,
      long moreSent,
      long moreSentCost,
      long first,
      long last) {
    requested += moreRequested;
    requestedCost += moreRequestedCost;
    sent += moreSent;
    sentCost += moreSentCost;
    firstMicros = Math.min(firstMicros, first);
    lastMicros = Math.max(lastMicros, last);
  }

  /** The tally as a row of that key. */
  EvidenceRow row(EvidenceKey key) {
    return new EvidenceRow(
        key.measure(),
        key.subject(),
        key.detail(),
        key.minute(),
        requested,
        requestedCost,
        sent,
        sentCost,
        firstMicros,
        lastMicros);
  }

  /** Messages, each once. */
  long sends() {
    return Math.max(requested, sent);
  }

  /** What they cost; those that were requested and not sent cost what requests do on average. */
  double cost() {
    return sent >= requested
        ? sentCost
        : sentCost + (double) requestedCost / requested * (requested - sent);
  }

  /**
   * What these messages cost as a part of others. Where one of two logs alone tells what makes them
   * a part, such as the client, their share of the money in that log is their share of all.
   */
  double costAsPartOf(SendTally all) {
    double share = Math.max(share(requestedCost, all.requestedCost), share(sentCost, all.sentCost));
    return Math.min(all.cost(), Math.max(cost(), share * all.cost()));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  boolean isEmpty() {
    return requested == 0 && sent == 0;
  }

  /** Time of the first row, microseconds since the epoch; of no use where there is none. */
  long firstMicros() {
    return firstMicros;
  }

  /** Time of the last row, microseconds since the epoch; of no use where there is none. */
  long lastMicros() {
    return lastMicros;
  }
}
