package io.pumpwatch.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a wide key usually does, learnt from its own minutes in time order. A window is judged by
 * the complete UTC days before its own, up to {@link #DAYS} of them, so that the answer does not
 * depend on how far the day has got, and a replay gives the same.
 *
 * <p>An attack must not teach that it is normal. Minutes in which the key reached a limit of a
 * pattern are left out; {@link WeeklyRhythm} cuts wild hours; and a day counts for at most {@link
 * #MOST_GROWTH} times the greatest of the same days of the three weeks before, as these were
 * counted, so that even a ramp that stays below every limit is followed slowly.
 */
@TypeInfo(KeyProfileTypeInfo.Factory.class)
public final class KeyProfile {
  /** How many days are remembered. */
  public static final int DAYS = 28;

  /** Complete days from which an expectation is learnt. */
  public static final int LEAST_DAYS = 7;

  /** Attempts in them, likewise. */
  public static final long LEAST_ATTEMPTS = 100;

  /** How much more a day may count for than the same day of the weeks before. */
  public static final double MOST_GROWTH = 1.5;

  /** Attempts of a day below which growth is not looked at: one a minute. */
  static final double LEAST_DAY = 1440;

  private static final long DAY = 86_400_000;
  private static final long HOUR = DAY / ProfileDay.HOURS;
  private static final int WEEK = 7;
  private static final int EARLIER_WEEKS = 3;
  private static final long NEVER = Long.MIN_VALUE;

  /** The day of the first minute: what came before that minute is not known. */
  private long since = NEVER;

  /** The days with traffic. */
  private final TreeMap<Long, ProfileDay> days = new TreeMap<>();

  /** What was learnt for the windows of a day; found again from the days. */
  private transient long learntFor = NEVER;

  private transient KeyHabits learnt;

  /** Whether keys of that kind are many numbers' and clients' and have habits of their own. */
  public static boolean isKeptFor(TrafficKey key) {
    return key.is(Grain.IDENTITY)
        || key.is(Grain.NETWORK)
        || key.is(Grain.COUNTRY)
        || key.is(Grain.FLOW)
        || key.is(Grain.TENANT)
        || key.is(Grain.DESTINATION_RANGE);
  }

  /**
   * Takes the next minute.
   *
   * @param windowStart milliseconds since the epoch
   * @param minute what was seen in it
   * @param usual false where the key reached a limit: the minute is left out
   */
  public void take(long windowStart, TrafficTally minute, boolean usual) {
    long day = Math.floorDiv(windowStart, DAY);
    int hour = (int) (Math.floorMod(windowStart, DAY) / HOUR);
    if (since == NEVER) {
      since = day;
    }
    ProfileDay of = days.get(day);
    if (of == null) {
      settle(day);
      of = new ProfileDay();
      days.put(day, of);
      days.headMap(day - DAYS).clear();
    }
    if (usual) {
      of.add(hour, minute);
    } else {
      of.leaveOut(hour);
    }
  }

  /**
   * What is normal for the key in the window that starts then.
   *
   * @param windowStart milliseconds since the epoch, of a day that is not before any taken
   * @param prior what is normal while too little is known
   */
  public Expectation expect(long windowStart, Expectation prior) {
    KeyHabits habits = habits(windowStart);
    return habits == null
        ? prior
        : new Expectation(
            habits.rhythm().attemptsPerMinute(windowStart),
            habits.rhythm().dispersion(),
            habits.conversion(prior.conversion()),
            Expectation.LEARNT);
  }

  /** Micro-USD that the key usually spends in an hour like that of the window; 0 if unknown. */
  long usualHourlyCost(long windowStart) {
    KeyHabits habits = habits(windowStart);
    return habits == null
        ? 0
        : Math.round(60 * habits.rhythm().attemptsPerMinute(windowStart) * habits.costOfSend());
  }

  /** What the complete days before that time say; null where they are too few. */
  public KeyHabits habits(long time) {
    long day = Math.floorDiv(time, DAY);
    if (learntFor != day) {
      settle(day);
      learntFor = day;
      learnt = habitsBefore(day);
    }
    return learnt;
  }

  /** Decides how much of the last day counts, once it is over. */
  private void settle(long day) {
    Map.Entry<Long, ProfileDay> last = days.lowerEntry(day);
    if (last == null || last.getValue().isOver()) {
      return;
    }
    double earlier = LEAST_DAY;
    boolean known = false;
    for (int week = 1; week <= EARLIER_WEEKS; week++) {
      long sameDay = last.getKey() - (long) WEEK * week;
      if (sameDay > since) {
        known = true;
        ProfileDay counted = days.get(sameDay);
        earlier = Math.max(earlier, counted == null ? 0 : counted.accepted() * counted.attempts());
      }
    }
    last.getValue().accept(known ? MOST_GROWTH * earlier : Double.POSITIVE_INFINITY);
  }

  private KeyHabits habitsBefore(long day) {
    if (since == NEVER) {
      return null;
    }
    // The first day may have begun before we looked.
    long first = Math.max(since + 1, day - DAYS);
    int known = (int) Math.max(0, day - first);
    Map<Long, ProfileDay> span = days.subMap(first, Math.max(first, day));
    double attempts = span.values().stream().mapToDouble(of -> of.accepted() * of.attempts()).sum();
    if (known < LEAST_DAYS || attempts < LEAST_ATTEMPTS) {
      return null;
    }
    List<ProfileDay> all = new ArrayList<>(known);
    for (long i = first; i < day; i++) {
      all.add(days.get(i));
    }
    long entries = span.values().stream().mapToLong(ProfileDay::entries).sum();
    long logs = span.values().stream().mapToLong(ProfileDay::entryLogs).sum();
    long squares = span.values().stream().mapToLong(ProfileDay::entrySquares).sum();
    return new KeyHabits(
        first,
        known,
        span.values().stream().mapToLong(ProfileDay::sends).sum(),
        span.values().stream().mapToLong(ProfileDay::costMicroUsd).sum(),
        Math.max(0, span.values().stream().mapToLong(ProfileDay::failedTrials).sum()),
        span.values().stream().mapToLong(ProfileDay::succeededTrials).sum(),
        entries,
        EntryTimes.mean(entries, logs),
        Math.sqrt(EntryTimes.variance(entries, logs, squares)),
        WeeklyRhythm.of(first, all));
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(since);
    BinarySerializer.writeVarLong(out, days.size());
    for (Map.Entry<Long, ProfileDay> day : days.entrySet()) {
      BinarySerializer.writeVarLong(out, day.getKey());
      day.getValue().write(out);
    }
  }

  static KeyProfile read(DataInputView in) throws IOException {
    KeyProfile profile = new KeyProfile();
    profile.since = in.readLong();
    long size = BinarySerializer.readVarLong(in);
    for (long i = 0; i < size; i++) {
      long day = BinarySerializer.readVarLong(in);
      profile.days.put(day, ProfileDay.read(in));
    }
    return profile;
  }
}
