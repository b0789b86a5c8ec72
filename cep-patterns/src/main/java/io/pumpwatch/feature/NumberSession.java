package io.pumpwatch.feature;

import java.util.Map;
import java.util.function.Consumer;

/**
 * The trial of one number: opened by its first send, a success when the code comes back, a failure
 * when it has not at maturity although the message was delivered; a success after that takes the
 * failure back. All further sends within the session belong to the same trial. It is a function of
 * the number's minutes in time order.
 *
 * @param openedAt start of the minute of the first send, milliseconds since the epoch
 * @param requested whether an application asked for a message
 * @param accepted whether a provider accepted one
 * @param delivered whether a message was reported delivered
 * @param undelivered whether one was reported undelivered
 * @param receiptExpected whether delivery is reported at all
 * @param deliveredAt when the first was delivered, milliseconds since the epoch; 0 where none was
 * @param matured whether it was judged
 * @param failed whether it counted as a failure
 * @param failedSends messages that counted with the failure, and are taken back with it
 * @param failedCostMicroUsd what they cost
 * @param succeeded whether the code came back
 * @param flow of the sends, or null
 * @param country of the number, or null
 * @param network of the number, or null
 * @param client that asked first, or null
 * @param identity the credential, or null
 * @param novel whether no code had come back from the number's block when it was opened
 * @param unanswered what was attempted since the last code came back; null where nothing was
 */
public record NumberSession(
    long openedAt,
    boolean requested,
    boolean accepted,
    boolean delivered,
    boolean undelivered,
    boolean receiptExpected,
    long deliveredAt,
    boolean matured,
    boolean failed,
    long failedSends,
    long failedCostMicroUsd,
    boolean succeeded,
    String flow,
    String country,
    String network,
    String client,
    String identity,
    boolean novel,
    Unanswered unanswered) {

  /**
   * The session after a minute of the number.
   *
   * @param session the session so far, or null
   * @param minute start of the minute, milliseconds since the epoch
   * @param seen what the minute holds
   * @param novel whether no code has come back from the number's block so far
   * @param key whose number
   * @param rules what makes a trial
   * @param increments told what the minute decided
   * @return the session from now on, or null where none is open
   */
  public static NumberSession after(
      NumberSession session,
      long minute,
      NumberTally seen,
      boolean novel,
      NumberKey key,
      TrialRules rules,
      Consumer<TrialIncrement> increments) {
    NumberMinute marks = seen.marks();
    NumberSession current = expired(session, minute, rules) ? null : session;
    if (current == null) {
      if (!marks.begun()) {
        return null;
      }
      current = open(minute, marks, novel);
    } else {
      current = current.with(marks);
    }
    if (marks.verified()) {
      if (!current.succeeded) {
        increments.accept(current.success(key, minute, marks.verifiedAt()));
        current = current.judged(current.matured, false, true);
      }
      current = current.withUnanswered(null);
    } else {
      current = current.withUnanswered(Unanswered.after(current.unanswered, seen.tally(), minute));
    }
    return judge(current, minute, key, rules, increments);
  }

  private static NumberSession open(long minute, NumberMinute marks, boolean novel) {
    return new NumberSession(
        minute,
        marks.requested(),
        marks.accepted(),
        marks.delivered(),
        marks.undelivered(),
        marks.receiptExpected(),
        marks.deliveredAt(),
        false,
        false,
        0,
        0,
        false,
        marks.flow(),
        marks.country(),
        marks.network(),
        marks.client(),
        marks.identity(),
        novel,
        null);
  }

  private NumberSession with(NumberMinute marks) {
    return new NumberSession(
        openedAt,
        requested || marks.requested(),
        accepted || marks.accepted(),
        delivered || marks.delivered(),
        undelivered || marks.undelivered(),
        receiptExpected || marks.receiptExpected(),
        NumberMinute.earlier(deliveredAt, marks.deliveredAt()),
        matured,
        failed,
        failedSends,
        failedCostMicroUsd,
        succeeded,
        flow == null ? marks.flow() : flow,
        country == null ? marks.country() : country,
        network == null ? marks.network() : network,
        client == null ? marks.client() : client,
        identity == null ? marks.identity() : identity,
        novel,
        unanswered);
  }

  /**
   * The session at a minute in which it may have matured.
   *
   * @return the session, marked as failed where it now counts as that
   */
  public static NumberSession judge(
      NumberSession session,
      long minute,
      NumberKey key,
      TrialRules rules,
      Consumer<TrialIncrement> increments) {
    if (session == null
        || session.failed
        || session.succeeded
        || minute < session.openedAt + rules.maturity().toMillis()
        || expired(session, minute, rules)) {
      return session;
    }
    boolean failsNow = session.reached();
    NumberSession judged = session.judged(true, failsNow, false);
    boolean unrequestedNow = !session.matured && session.accepted && !session.requested;
    if (failsNow || unrequestedNow) {
      increments.accept(judged.failure(key, minute, unrequestedNow));
    }
    return judged;
  }

  /** Whether the session is over at that minute. */
  public static boolean expired(NumberSession session, long minute, TrialRules rules) {
    return session != null && minute >= session.openedAt + rules.session().toMillis();
  }

  /**
   * A minute of the number as a window of its own, with all that is unanswered as its span and the
   * minutes in which that was attempted as its recent attempts.
   *
   * @param key whose number
   * @param windowStart milliseconds since the epoch
   * @param windowEnd milliseconds since the epoch, exclusive
   * @param window what was seen in it
   * @param baseline what is normal
   */
  public TrafficFeatures features(
      NumberKey key, long windowStart, long windowEnd, TrafficTally window, Baseline baseline) {
    TrafficKey number = TrafficKey.of(Grain.DESTINATION, key.tenant(), "+" + key.number());
    return new TrafficFeatures(
        number,
        windowStart,
        windowEnd,
        window,
        unanswered.tally(),
        unanswered.since(),
        baseline.expect(number, windowStart),
        unanswered.last() == windowStart ? unanswered.preceding() : null,
        unanswered.minutes(),
        0,
        0,
        0,
        0,
        0,
        0,
        SequenceStatistic.NONE,
        0,
        null,
        Map.of(),
        null);
  }

  private boolean reached() {
    return delivered || (!receiptExpected && !undelivered);
  }

  private NumberSession judged(boolean nowMatured, boolean nowFailed, boolean nowSucceeded) {
    boolean counts = nowFailed && unanswered != null;
    return changed(
        nowMatured,
        nowFailed,
        counts ? unanswered.tally().sends() : 0,
        counts ? unanswered.tally().costMicroUsd() : 0,
        nowSucceeded,
        unanswered);
  }

  private NumberSession withUnanswered(Unanswered now) {
    return changed(matured, failed, failedSends, failedCostMicroUsd, succeeded, now);
  }

  private NumberSession changed(
      boolean nowMatured,
      boolean nowFailed,
      long nowFailedSends,
      long nowFailedCost,
      boolean nowSucceeded,
      Unanswered nowUnanswered) {
    return new NumberSession(
        openedAt,
        requested,
        accepted,
        delivered,
        undelivered,
        receiptExpected,
        deliveredAt,
        nowMatured,
        nowFailed,
        nowFailedSends,
        nowFailedCost,
        nowSucceeded,
        flow,
        country,
        network,
        client,
        identity,
        novel,
        nowUnanswered);
  }

  private TrialIncrement success(NumberKey key, long minute, long verifiedAt) {
    long entry = deliveredAt == 0 || verifiedAt <= deliveredAt ? 0 : verifiedAt - deliveredAt;
    return increment(key, minute, failed ? -1 : 0, 1, 0, entry, -failedSends, -failedCostMicroUsd);
  }

  private TrialIncrement failure(NumberKey key, long minute, boolean unrequestedNow) {
    return increment(
        key, minute, failed ? 1 : 0, 0, unrequestedNow ? 1 : 0, 0, failedSends, failedCostMicroUsd);
  }

  private TrialIncrement increment(
      NumberKey key,
      long minute,
      int failedBy,
      int succeededBy,
      int unrequestedBy,
      long entry,
      long sends,
      long costMicroUsd) {
    return new TrialIncrement(
        key.tenant(),
        key.number(),
        flow,
        country,
        network,
        client,
        identity,
        minute,
        failedBy,
        succeededBy,
        unrequestedBy,
        requested && client == null,
        novel,
        entry,
        sends,
        costMicroUsd);
  }
}
