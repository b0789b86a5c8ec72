package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is remembered of a key between windows, a function of its windows in time order: counts of
 * the last hour, the numbers of a block of the last day, the cumulative evidence of its trials, and
 * what a wide key usually does.
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

  private final RollingSums recent = new RollingSums(5 * MINUTE, 12, 8);
  private final RollingSums trialsByHour = new RollingSums(HOUR, HOURS_OF_NUMBERS - 1, 5);
  private double trialEvidence;
  private long spanStart;
  private TrafficTally span;
  private final TreeMap<Long, RoaringBitmap> numbersByHour = new TreeMap<>();

  /** Null for keys that have no habits of their own. */
  private KeyProfile profile;

  /** With nothing to remember. */
  public TrafficHistory() {}

  /**
   * With nothing to remember but what the key usually does.
   *
   * @param profile null for keys that have no habits of their own
   */
  public TrafficHistory(KeyProfile profile) {
    this.profile = profile;
  }

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
        window.succeededTrials(),
        window.unrequested(),
        window.costMicroUsd());
    if (judgesTrials(key)) {
      advanceSpan(key, windowStart, window, expectation);
    }
    SequenceStatistic sequence = SequenceStatistic.NONE;
    BlockActivity activity = null;
    if (key.isBlock()) {
      long hour = Math.floorDiv(windowStart, HOUR);
      rememberNumbers(key, hour, window);
      trialsByHour.add(
          windowStart,
          window.failedTrials(),
          window.succeededTrials(),
          window.entries(),
          window.entryLogs(),
          window.entrySquares());
      int[] ofHour = numbersSince(hour - 1);
      int[] ofDay = numbersSince(hour - HOURS_OF_NUMBERS + 1);
      SequenceStatistic lastHour = SequenceStatistic.of(ofHour, key.numbers());
      SequenceStatistic lastDay = SequenceStatistic.of(ofDay, key.numbers());
      sequence = lastHour.score() > lastDay.score() ? lastHour : lastDay;
      activity =
          new BlockActivity(
              recentTrials(ofHour.length, 1, windowStart),
              recentTrials(ofDay.length, HOURS_OF_NUMBERS - 1, windowStart),
              0,
              false);
    }
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
        recent.sum(6, windowStart),
        recent.sum(7, windowStart),
        profile == null ? 0 : profile.usualHourlyCost(windowStart),
        sequence,
        trialEvidence,
        activity,
        Map.of(),
        null);
  }

  /** What the key usually does; null for keys that have no habits of their own. */
  public KeyProfile profile() {
    return profile;
  }

  /**
   * What is normal for the key in the window that starts then.
   *
   * @param prior what is normal where nothing was learnt
   */
  public Expectation expect(long windowStart, Expectation prior) {
    return profile == null ? prior : profile.expect(windowStart, prior);
  }

  /** Learns from the window that was taken last, once it is known whether it is usual. */
  public void learn(TrafficFeatures features) {
    learn(features, features.isQuiet());
  }

  /**
   * The same where somebody else decides.
   *
   * @param usual false where the key reached a limit
   */
  public void learn(TrafficFeatures features, boolean usual) {
    if (profile != null) {
      profile.take(features.windowStart(), features.window(), usual);
    }
  }

  /** Whether the last window taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** Whether trials of a number count for the key: it stands for destinations, or is a client. */
  public static boolean judgesTrials(TrafficKey key) {
    return key.isBlock()
        || key.is(Grain.DESTINATION_RANGE)
        || key.is(Grain.NETWORK)
        || key.is(Grain.COUNTRY)
        || key.is(Grain.FLOW)
        || key.is(Grain.BLOCK_COHORT)
        || key.is(Grain.SOURCE_IP);
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

  private void rememberNumbers(TrafficKey key, long hour, TrafficTally window) {
    numbersByHour.headMap(hour - HOURS_OF_NUMBERS, true).clear();
    if (!window.destinations().isEmpty()) {
      RoaringBitmap numbers = numbersByHour.computeIfAbsent(hour, unused -> new RoaringBitmap());
      long size = key.numbers();
      for (long number : window.destinations().values()) {
        numbers.add((int) (number % size));
      }
    }
  }

  /** The distinct numbers since that hour, as ascending suffixes. */
  private int[] numbersSince(long firstHour) {
    RoaringBitmap union = new RoaringBitmap();
    numbersByHour.tailMap(firstHour, true).values().forEach(union::or);
    return union.toArray();
  }

  private RecentTrials recentTrials(int numbers, int hoursBack, long time) {
    long entries = trialsByHour.sumSince(2, hoursBack, time);
    long logs = trialsByHour.sumSince(3, hoursBack, time);
    return new RecentTrials(
        numbers,
        trialsByHour.sumSince(0, hoursBack, time),
        trialsByHour.sumSince(1, hoursBack, time),
        entries,
        EntryTimes.mean(entries, logs),
        EntryTimes.variance(entries, logs, trialsByHour.sumSince(4, hoursBack, time)));
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, lastWindowEnd);
    write(last, out);
    recent.write(out);
    trialsByHour.write(out);
    out.writeDouble(trialEvidence);
    BinarySerializer.writeVarLong(out, spanStart);
    write(span, out);
    BinarySerializer.writeVarLong(out, numbersByHour.size());
    for (Map.Entry<Long, RoaringBitmap> hour : numbersByHour.entrySet()) {
      BinarySerializer.writeVarLong(out, hour.getKey());
      hour.getValue().serialize(out);
    }
    out.writeBoolean(profile != null);
    if (profile != null) {
      profile.write(out);
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
    history.trialsByHour.readFrom(in);
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
    history.profile = in.readBoolean() ? KeyProfile.read(in) : null;
    return history;
  }
}
