package io.pumpwatch.jobs.input.history;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The event times of one split, as far as watermarks need them: for blocks of positions, the least
 * event time of the block and of everything behind it. Times are milliseconds since the epoch.
 */
final class SplitTimes implements Serializable {

  /** The least time of no event at all. */
  static final long NONE = Long.MAX_VALUE;

  private final long[] starts;
  private final long[] restMinimum;

  private SplitTimes(long[] starts, long[] restMinimum) {
    this.starts = starts;
    this.restMinimum = restMinimum;
  }

  /** The least event time of the split. */
  long minimum() {
    return restMinimum.length == 0 ? NONE : restMinimum[0];
  }

  /** A lower bound of the event times at and behind positions that only grow. */
  Cursor cursor() {
    return new Cursor();
  }

  /** Walks along the split. */
  final class Cursor {
    private int block;

    /** No event at or behind the position is before this. */
    long minimumFrom(long position) {
      while (block + 1 < starts.length && starts[block + 1] <= position) {
        block++;
      }
      return starts.length == 0 ? NONE : restMinimum[block];
    }
  }

  /** Collects the times of a split, from its first position to its last. */
  static final class Builder {
    private static final int INITIAL_BLOCKS = 16;

    private final long blockPositions;
    private long[] starts = new long[INITIAL_BLOCKS];
    private long[] minimum = new long[INITIAL_BLOCKS];
    private int blocks;

    /**
     * A builder of blocks of this many positions at least.
     *
     * @param blockPositions 1 to keep every time that is added
     */
    Builder(long blockPositions) {
      this.blockPositions = blockPositions;
    }

    /** Adds the event, or the least of the events, that stand at and behind a position. */
    void add(long position, long millis) {
      if (blocks == 0 || position >= starts[blocks - 1] + blockPositions) {
        startBlock(position, millis);
      } else {
        minimum[blocks - 1] = Math.min(minimum[blocks - 1], millis);
      }
    }

    private void startBlock(long position, long millis) {
      if (blocks == starts.length) {
        starts = Arrays.copyOf(starts, blocks * 2);
        minimum = Arrays.copyOf(minimum, blocks * 2);
      }
      starts[blocks] = position;
      minimum[blocks] = millis;
      blocks++;
    }

    /**
     * The times of the split.
     *
     * @param end the position behind its last yield
     */
    SplitTimes build(long end) {
      if (blocks > 0) {
        startBlock(end, NONE);
      }
      long[] rest = Arrays.copyOf(minimum, blocks);
      for (int block = blocks - 2; block >= 0; block--) {
        rest[block] = Math.min(rest[block], rest[block + 1]);
      }
      return new SplitTimes(Arrays.copyOf(starts, blocks), rest);
    }
  }
}
