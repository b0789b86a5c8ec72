package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Lateness;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.parquet.EventTimeBlocks;
import io.pumpwatch.jobs.input.parquet.Projection;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * Where in a history which event times lie, so that a streaming run over it can promise exactly how
 * far event time has come, whatever the order of events in and between files.
 *
 * <p>Splits are read in the order of their least event times. While a split is read, no event that
 * is still to come from it, or from a split after it, is before the least time of the rest of the
 * split and of the splits after it; one millisecond less is the watermark that each yield carries.
 * Splits before it that are still being read, by another reader or after a restart by the same one,
 * have watermarks of their own, and Flink takes the lowest.
 *
 * <p>What it costs: Parquet files are asked for their statistics, a few reads for each file, where
 * these are missing for the columns of time and type, and where a bound of lateness is set for
 * every column. Raw logs have no statistics: each is decoded once, whole, before the job starts,
 * which doubles the work of decoding. It runs where the job is submitted from, on all cores. It
 * takes 16 bytes for each 4096 events.
 */
final class HistoryIndex implements Serializable {
  private static final long BLOCK_POSITIONS = 4096;

  private record Entry(SplitTimes times, long laterMinimum) implements Serializable {}

  private record TimedSplit(FileSourceSplit split, SplitTimes times) {}

  private final ArrayList<FileSourceSplit> order;
  private final HashMap<String, Entry> entries;

  private HistoryIndex(List<FileSourceSplit> order, Map<String, Entry> entries) {
    this.order = new ArrayList<>(order);
    this.entries = new HashMap<>(entries);
  }

  /**
   * Looks at every split.
   *
   * @param splits in any order
   * @param opener how the job will read them
   * @param outOfOrderness events further behind than this are late and promise nothing; null for
   *     none
   * @param splitsDone told, by any thread, how many splits have been looked at
   */
  static HistoryIndex of(
      List<FileSourceSplit> splits,
      SplitOpener opener,
      Duration outOfOrderness,
      LongConsumer splitsDone)
      throws IOException {
    List<TimedSplit> timed = new ArrayList<>(timed(splits, opener, outOfOrderness, splitsDone));
    timed.sort(
        Comparator.comparingLong((TimedSplit split) -> split.times().minimum())
            .thenComparing(TimedSplit::split, HistoryFiles.byPath()));
    Map<String, Entry> entries = new HashMap<>();
    // The splits are ordered by their minimum: the next one's is the least of all to come.
    long later = SplitTimes.NONE;
    for (int rank = timed.size() - 1; rank >= 0; rank--) {
      TimedSplit split = timed.get(rank);
      entries.put(split.split().splitId(), new Entry(split.times(), later));
      later = split.times().minimum();
    }
    return new HistoryIndex(timed.stream().map(TimedSplit::split).toList(), entries);
  }

  private static List<TimedSplit> timed(
      List<FileSourceSplit> splits,
      SplitOpener opener,
      Duration outOfOrderness,
      LongConsumer splitsDone)
      throws IOException {
    AtomicLong done = new AtomicLong();
    try {
      return splits.parallelStream()
          .map(
              split -> {
                try {
                  SplitTimes times = times(split, opener, outOfOrderness);
                  splitsDone.accept(done.incrementAndGet());
                  return new TimedSplit(split, times);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SplitTimes times(
      FileSourceSplit split, SplitOpener opener, Duration outOfOrderness) throws IOException {
    if (outOfOrderness == null) {
      Optional<EventTimeBlocks> statistics = statistics(split, opener);
      if (statistics.isPresent()) {
        return times(statistics.get());
      }
    }
    // What is late depends on every event that the job will get, and so on every column's health.
    Projection projection = outOfOrderness == null ? Projection.TIMES : Projection.EVENTS;
    try (ResumableReader reader = opener.open(split, projection)) {
      SplitTimes.Builder times = new SplitTimes.Builder(BLOCK_POSITIONS);
      Lateness lateness = new Lateness(outOfOrderness);
      long position = reader.position();
      for (Decoded decoded = reader.next(); decoded != null; decoded = reader.next()) {
        if (decoded.isEvent() && !lateness.judge(decoded.event())) {
          times.add(position, decoded.event().eventTimeMillis());
        }
        position = reader.position();
      }
      return times.build(position);
    }
  }

  private static Optional<EventTimeBlocks> statistics(FileSourceSplit split, SplitOpener opener) {
    try {
      return opener.isParquet(split)
          ? EventTimeBlocks.of(split.path(), SplitOpener.part(split), opener.range())
          : Optional.empty();
    } catch (IOException e) {
      // Whoever reads the file finds out whether it can be read at all.
      return Optional.empty();
    }
  }

  private static SplitTimes times(EventTimeBlocks statistics) {
    SplitTimes.Builder times = new SplitTimes.Builder(BLOCK_POSITIONS);
    for (EventTimeBlocks.Block block : statistics.blocks()) {
      times.add(
          block.position(),
          block.leastMicros() == Long.MAX_VALUE
              ? SplitTimes.NONE
              : Math.floorDiv(block.leastMicros(), 1000L));
    }
    return times.build(statistics.end());
  }

  /** The splits in the order in which they are to be read. */
  List<FileSourceSplit> order() {
    return order;
  }

  /** The promises of one split. */
  Promise promise(FileSourceSplit split) {
    Entry entry = entries.get(split.splitId());
    return entry == null
        ? position -> Long.MIN_VALUE
        : new SplitPromise(entry.times().cursor(), entry.laterMinimum());
  }

  /** How far event time has come, along one split. */
  interface Promise {

    /**
     * The watermark of the yield after which the reader stands at a position; positions only grow.
     *
     * @return milliseconds since the epoch; {@link Long#MIN_VALUE} where nothing is promised, as
     *     behind the last event of all: what comes then is for others to say
     */
    long watermarkAt(long position);
  }

  private record SplitPromise(SplitTimes.Cursor cursor, long laterMinimum) implements Promise {

    @Override
    public long watermarkAt(long position) {
      long least = Math.min(cursor.minimumFrom(position), laterMinimum);
      return least == SplitTimes.NONE ? Long.MIN_VALUE : least - 1;
    }
  }
}
