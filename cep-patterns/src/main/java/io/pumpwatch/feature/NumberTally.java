package io.pumpwatch.feature;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was seen of one number in one minute: a tally of all of it, and the marks that its session
 * is made of. Mutable and mergeable, in any order.
 */
public final class NumberTally {
  private static final int REQUESTED = 1;
  private static final int ACCEPTED = 1 << 1;
  private static final int DELIVERED = 1 << 2;
  private static final int UNDELIVERED = 1 << 3;
  private static final int RECEIPT_EXPECTED = 1 << 4;
  private static final int VERIFIED = 1 << 5;

  private final TrafficTally tally;
  private NumberMinute marks;

  NumberTally() {
    this(TrafficTally.ofNumber(), null);
  }

  private NumberTally(TrafficTally tally, NumberMinute marks) {
    this.tally = tally;
    this.marks = marks;
  }

  /**
   * Counts an event.
   *
   * @param seen its marks; null where it is no part of a trial
   */
  void add(ObservedEvent observed, NumberMinute seen) {
    tally.add(observed);
    mark(seen);
  }

  /** Adds all that the other counted. */
  void merge(NumberTally other) {
    tally.merge(other.tally);
    mark(other.marks);
  }

  private void mark(NumberMinute seen) {
    if (seen != null) {
      marks = marks == null ? seen : marks.and(seen);
    }
  }

  /** All of it. */
  public TrafficTally tally() {
    return tally;
  }

  /** What its session is made of; null where nothing was. */
  public NumberMinute marks() {
    return marks;
  }

  void write(DataOutputView out) throws IOException {
    tally.write(out);
    out.writeBoolean(marks != null);
    if (marks == null) {
      return;
    }
    out.writeByte(
        bit(marks.requested(), REQUESTED)
            | bit(marks.accepted(), ACCEPTED)
            | bit(marks.delivered(), DELIVERED)
            | bit(marks.undelivered(), UNDELIVERED)
            | bit(marks.receiptExpected(), RECEIPT_EXPECTED)
            | bit(marks.verified(), VERIFIED));
    BinarySerializer.writeVarLong(out, marks.deliveredAt());
    BinarySerializer.writeVarLong(out, marks.verifiedAt());
    BinarySerializer.writeText(out, marks.flow());
    BinarySerializer.writeText(out, marks.country());
    BinarySerializer.writeText(out, marks.network());
    BinarySerializer.writeText(out, marks.client());
    BinarySerializer.writeText(out, marks.identity());
  }

  private static int bit(boolean set, int bit) {
    return set ? bit : 0;
  }

  static NumberTally read(DataInputView in) throws IOException {
    TrafficTally tally = TrafficTally.read(in);
    if (!in.readBoolean()) {
      return new NumberTally(tally, null);
    }
    int bits = in.readByte();
    return new NumberTally(
        tally,
        new NumberMinute(
            (bits & REQUESTED) != 0,
            (bits & ACCEPTED) != 0,
            (bits & DELIVERED) != 0,
            (bits & UNDELIVERED) != 0,
            (bits & RECEIPT_EXPECTED) != 0,
            (bits & VERIFIED) != 0,
            BinarySerializer.readVarLong(in),
            BinarySerializer.readVarLong(in),
            BinarySerializer.readText(in),
            BinarySerializer.readText(in),
            BinarySerializer.readText(in),
            BinarySerializer.readText(in),
            BinarySerializer.readText(in)));
  }
}
