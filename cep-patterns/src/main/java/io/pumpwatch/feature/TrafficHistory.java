package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is remembered of a key between windows, a function of its windows in time order: counts of
 * the last hour, the numbers of a block of the last day, and the cumulative evidence of its trials.
 */
@TypeInfo(TrafficHistoryTypeInfo.Factory.class)
public final class TrafficHistory {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final int HOURS_OF_NUMBERS = 24;

  /** How far back a span reaches while nothing speaks against the key. */
  private static final long QUIET_SPAN = 24 * HOUR;

  private long lastWindowEnd = Long.MIN_VALUE;

  /** What the last window held; null where nothing was attempted in it. */
  private TrafficTally last;

  private final RollingSums recent = new RollingSums(5 * MINUTE, 12, 6);
  private double trialEvidence;
  private long spanStart;
  private TrafficTally span;
  private final TreeMap<Long, RoaringBitmap> numbersByHour = new TreeMap<>();

  /**
   * Takes the next window of the key.
   *
   * @param key whose history this is
   * @param windowStart milliseconds since the epoch, after that of every window taken before
   * @param windowEnd milliseconds since the epoch, exclusive
   * @param window what was seen in it
   * @param expectation what is normal for the key
   * @return the window with what the past adds, no exceedance evaluated yet
   */
  public TrafficFeatures advance(
      TrafficKey key,
      long windowStart,
      long windowEnd,
      TrafficTally window,
      Expectation expectation) {
    TrafficTally previous = lastWindowEnd == windowStart ? last : null;
    lastWindowEnd = windowEnd;
    last = window.attempts() == 0 ? null : window;
    recent.add(
        windowStart,
        window.count(EventType.REQUESTED),
        window.count(EventType.SENT),
        window.count(EventType.BLOCKED),
        window.count(EventType.VERIFIED),
        window.failedTrials(),
        window.succeededTrials());
    if (judgesTrials(key)) {
      advanceSpan(key, windowStart, window, expectation);
    }
    SequenceStatistic sequence =
        key.isBlock() ? advanceNumbers(key, windowStart, window) : SequenceStatistic.NONE;
    return new TrafficFeatures(
        key,
        windowStart,
        windowEnd,
        window,
        span,
        spanStart,
        expectation,
        previous,
        Math.max(recent.sum(0, windowStart), recent.sum(1, windowStart))
            + recent.sum(2, windowStart),
        recent.sum(3, windowStart),
        recent.sum(4, windowStart),
        recent.sum(5, windowStart),
        sequence,
        trialEvidence,
        Map.of(),
        null);
  }

  /** Whether the last window taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** Whether trials of a number count for the key: it stands for destinations. */
  public static boolean judgesTrials(TrafficKey key) {
    return key.isBlock()
        || key.is(Grain.DESTINATION_RANGE)
        || key.is(Grain.NETWORK)
        || key.is(Grain.COUNTRY)
        || key.is(Grain.FLOW);
  }

  private void advanceSpan(
      TrafficKey key, long windowStart, TrafficTally window, Expectation expectation) {
    if (trialEvidence == 0 && windowStart - spanStart >= QUIET_SPAN) {
      // Traffic that is never tried, or never fails, would otherwise be carried for ever.
      span = null;
    }
    if (span == null) {
      span = TrafficTally.create(key);
      spanStart = windowStart;
    }
    span.merge(window);
    trialEvidence =
        TrialEvidence.after(
            trialEvidence,
            window.failedTrials(),
            window.succeededTrials(),
            expectation.conversion());
    if (trialEvidence == 0 && window.succeededTrials() > 0) {
      span = null;
    }
  }

  private SequenceStatistic advanceNumbers(TrafficKey key, long windowStart, TrafficTally window) {
    long hour = Math.floorDiv(windowStart, HOUR);
    numbersByHour.headMap(hour - HOURS_OF_NUMBERS, true).clear();
    if (!window.destinations().isEmpty()) {
      RoaringBitmap numbers = numbersByHour.computeIfAbsent(hour, unused -> new RoaringBitmap());
      long size = key.numbers();
      for (long number : window.destinations().values()) {
        numbers.add((int) (number % size));
      }
    }
    SequenceStatistic lastHour = sequenceSince(key, hour - 1);
    SequenceStatistic lastDay = sequenceSince(key, hour - HOURS_OF_NUMBERS + 1);
    return lastHour.score() > lastDay.score() ? lastHour : lastDay;
  }

  private SequenceStatistic sequenceSince(TrafficKey key, long firstHour) {
    RoaringBitmap union = new RoaringBitmap();
    numbersByHour.tailMap(firstHour, true).values().forEach(union::or);
    int[] suffixes = new int[union.getCardinality()];
    PeekableIntIterator ascending = union.getIntIterator();
    for (int i = 0; i < suffixes.length; i++) {
      suffixes[i] = ascending.next();
    }
    return SequenceStatistic.of(suffixes, key.numbers());
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, lastWindowEnd);
    write(last, out);
    recent.write(out);
    out.writeDouble(trialEvidence);
    BinarySerializer.writeVarLong(out, spanStart);
    write(span, out);
    BinarySerializer.writeVarLong(out, numbersByHour.size());
    for (Map.Entry<Long, RoaringBitmap> hour : numbersByHour.entrySet()) {
      BinarySerializer.writeVarLong(out, hour.getKey());
      hour.getValue().serialize(out);
    }
  }

  private static void write(TrafficTally tally, DataOutputView out) throws IOException {
    out.writeBoolean(tally != null);
    if (tally != null) {
      tally.write(out);
    }
  }

  private static TrafficTally readTally(DataInputView in) throws IOException {
    return in.readBoolean() ? TrafficTally.read(in) : null;
  }

  static TrafficHistory read(DataInputView in) throws IOException {
    TrafficHistory history = new TrafficHistory();
    history.lastWindowEnd = BinarySerializer.readVarLong(in);
    history.last = readTally(in);
    history.recent.readFrom(in);
    history.trialEvidence = in.readDouble();
    history.spanStart = BinarySerializer.readVarLong(in);
    history.span = readTally(in);
    long hours = BinarySerializer.readVarLong(in);
    for (long i = 0; i < hours; i++) {
      long hour = BinarySerializer.readVarLong(in);
      RoaringBitmap numbers = new RoaringBitmap();
      numbers.deserialize(in);
      history.numbersByHour.put(hour, numbers);
    }
    return history;
  }
}
