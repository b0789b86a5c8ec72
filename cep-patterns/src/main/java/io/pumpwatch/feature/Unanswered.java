package io.pumpwatch.feature;

/**
 * What was attempted to a number since a code last came back from it, or since the session opened.
 *
 * @param tally all of it
 * @param since start of the minute in which it began, milliseconds since the epoch
 * @param last start of the minute in which it was last attempted, likewise
 * @param minutes in how many different minutes
 * @param latest what was attempted in the last of them
 * @param preceding what was attempted in the minute just before that; null where nothing was
 */
public record Unanswered(
    TrafficTally tally,
    long since,
    long last,
    int minutes,
    TrafficTally latest,
    TrafficTally preceding) {
  private static final long MINUTE = 60_000;

  /** Attempts that lie further apart do not belong to one attempt to get a code. */
  private static final long PAUSE = 3_600_000;

  /**
   * What is unanswered after another minute without an answer.
   *
   * @param before what was, or null
   * @param seen what the minute holds
   * @param minute its start, milliseconds since the epoch
   */
  static Unanswered after(Unanswered before, TrafficTally seen, long minute) {
    boolean attempted = seen.attempts() > 0;
    if (before == null || (attempted && minute - before.last >= PAUSE)) {
      return attempted ? new Unanswered(seen.copy(), minute, minute, 1, seen, null) : null;
    }
    TrafficTally all = before.tally.copy();
    all.merge(seen);
    return attempted
        ? new Unanswered(
            all,
            before.since,
            minute,
            before.minutes + 1,
            seen,
            before.last == minute - MINUTE ? before.latest : null)
        : new Unanswered(
            all, before.since, before.last, before.minutes, before.latest, before.preceding);
  }
}
