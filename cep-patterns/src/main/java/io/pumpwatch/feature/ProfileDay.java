package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a key did on one UTC day, without the minutes in which it reached a limit. Counts of minutes
 * add up to those of hours, and so do their squares, from which the dispersion of minutes comes.
 */
final class ProfileDay {
  static final int HOURS = 24;

  private static final int MINUTES = 60;

  private final int[] attempts = new int[HOURS];
  private final long[] squares = new long[HOURS];

  /** Minutes of each hour that are left out. */
  private final byte[] leftOut = new byte[HOURS];

  private long requested;
  private long accepted;

  /** Messages of each minute, the cost of which is known; one may count in two of them. */
  private long counted;

  private long costMicroUsd;
  private long failedTrials;
  private long succeededTrials;
  private long entries;
  private long entryLogs;
  private long entrySquares;

  /** Share of the attempts that is taken for normal; 0 until the day is over. */
  private double share;

  /** Takes a minute of that hour. */
  void add(int hour, TrafficTally minute) {
    long count = minute.attempts();
    attempts[hour] = Math.toIntExact(attempts[hour] + count);
    squares[hour] += count * count;
    requested += minute.count(EventType.REQUESTED);
    accepted += minute.count(EventType.SENT);
    counted += minute.sends();
    costMicroUsd += minute.costMicroUsd();
    failedTrials += minute.failedTrials();
    succeededTrials += minute.succeededTrials();
    entries += minute.entries();
    entryLogs += minute.entryLogs();
    entrySquares += minute.entrySquares();
  }

  /** Leaves a minute of that hour out. */
  void leaveOut(int hour) {
    leftOut[hour]++;
  }

  /** Whether nothing of that hour is known. */
  boolean isUnknown(int hour) {
    return leftOut[hour] >= MINUTES;
  }

  /** Attempts of that hour, minutes left out made up for by the others. */
  double attempts(int hour) {
    return attempts[hour] * madeUp(hour);
  }

  /** Sum of the squares of the attempts of that hour's minutes, made up for likewise. */
  double squares(int hour) {
    return squares[hour] * madeUp(hour);
  }

  private double madeUp(int hour) {
    return isUnknown(hour) ? 0 : (double) MINUTES / (MINUTES - leftOut[hour]);
  }

  /** Attempts of the day, made up for likewise. */
  double attempts() {
    double sum = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      sum += attempts(hour);
    }
    return sum;
  }

  boolean isOver() {
    return share > 0;
  }

  /** The day is over: at most so many of its attempts are taken for normal. */
  void accept(double most) {
    share = Math.min(1, most / Math.max(1, attempts()));
  }

  /** Share of the attempts that is taken for normal; 0 until the day is over. */
  double accepted() {
    return share;
  }

  /** Messages of the day, whichever log tells of more. */
  long sends() {
    return Math.max(requested, accepted);
  }

  /** What they cost, at the mean price of those of the minutes. */
  long costMicroUsd() {
    return counted == 0 ? 0 : Math.round((double) costMicroUsd * sends() / counted);
  }

  long failedTrials() {
    return failedTrials;
  }

  long succeededTrials() {
    return succeededTrials;
  }

  long entries() {
    return entries;
  }

  long entryLogs() {
    return entryLogs;
  }

  long entrySquares() {
    return entrySquares;
  }

  void write(DataOutputView out) throws IOException {
    for (int hour = 0; hour < HOURS; hour++) {
      BinarySerializer.writeVarLong(out, attempts[hour]);
      BinarySerializer.writeVarLong(out, squares[hour]);
      out.writeByte(leftOut[hour]);
    }
    for (long sum :
        new long[] {
          requested,
          accepted,
          counted,
          costMicroUsd,
          failedTrials,
          succeededTrials,
          entries,
          entryLogs,
          entrySquares
        }) {
      BinarySerializer.writeVarLong(out, sum);
    }
    out.writeDouble(share);
  }

  static ProfileDay read(DataInputView in) throws IOException {
    ProfileDay day = new ProfileDay();
    for (int hour = 0; hour < HOURS; hour++) {
      day.attempts[hour] = (int) BinarySerializer.readVarLong(in);
      day.squares[hour] = BinarySerializer.readVarLong(in);
      day.leftOut[hour] = in.readByte();
    }
    day.requested = BinarySerializer.readVarLong(in);
    day.accepted = BinarySerializer.readVarLong(in);
    day.counted = BinarySerializer.readVarLong(in);
    day.costMicroUsd = BinarySerializer.readVarLong(in);
    day.failedTrials = BinarySerializer.readVarLong(in);
    day.succeededTrials = BinarySerializer.readVarLong(in);
    day.entries = BinarySerializer.readVarLong(in);
    day.entryLogs = BinarySerializer.readVarLong(in);
    day.entrySquares = BinarySerializer.readVarLong(in);
    day.share = in.readDouble();
    return day;
  }
}
