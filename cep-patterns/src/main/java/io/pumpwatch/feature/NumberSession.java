package io.pumpwatch.feature;

import java.util.function.Consumer;

/**
 * The trial of one number: opened by its first send, a success when the code comes back, a failure
 * when it has not at maturity although the message was delivered; a success after that takes the
 * failure back. All further sends within the session belong to the same trial. It is a function of
 * the number's minutes in time order.
 *
 * @param openedAt start of the minute of the first send, milliseconds since the epoch
 * @param delivered whether a message was reported delivered
 * @param undelivered whether one was reported undelivered
 * @param receiptExpected whether delivery is reported at all
 * @param failed whether it counted as a failure
 * @param succeeded whether the code came back
 * @param flow of the sends, or null
 * @param country of the number, or null
 * @param network of the number, or null
 */
public record NumberSession(
    long openedAt,
    boolean delivered,
    boolean undelivered,
    boolean receiptExpected,
    boolean failed,
    boolean succeeded,
    String flow,
    String country,
    String network) {

  /**
   * The session after a minute of the number.
   *
   * @param session the session so far, or null
   * @param minute start of the minute, milliseconds since the epoch
   * @param seen what the minute holds
   * @param key whose number
   * @param rules what makes a trial
   * @param increments told what the minute decided
   * @return the session from now on, or null where none is open
   */
  public static NumberSession after(
      NumberSession session,
      long minute,
      NumberMinute seen,
      NumberKey key,
      TrialRules rules,
      Consumer<TrialIncrement> increments) {
    NumberSession current = expired(session, minute, rules) ? null : session;
    if (current == null) {
      if (!seen.sent()) {
        return null;
      }
      current =
          new NumberSession(
              minute,
              seen.delivered(),
              seen.undelivered(),
              seen.receiptExpected(),
              false,
              false,
              seen.flow(),
              seen.country(),
              seen.network());
    } else {
      current =
          new NumberSession(
              current.openedAt,
              current.delivered || seen.delivered(),
              current.undelivered || seen.undelivered(),
              current.receiptExpected || seen.receiptExpected(),
              current.failed,
              current.succeeded,
              current.flow == null ? seen.flow() : current.flow,
              current.country == null ? seen.country() : current.country,
              current.network == null ? seen.network() : current.network);
    }
    if (seen.verified() && !current.succeeded) {
      increments.accept(current.increment(key, minute, current.failed ? -1 : 0, 1));
      current = current.judged(false, true);
    }
    return judge(current, minute, key, rules, increments);
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
        || expired(session, minute, rules)
        || !session.reached()) {
      return session;
    }
    increments.accept(session.increment(key, minute, 1, 0));
    return session.judged(true, false);
  }

  /** Whether the session is over at that minute. */
  public static boolean expired(NumberSession session, long minute, TrialRules rules) {
    return session != null && minute >= session.openedAt + rules.session().toMillis();
  }

  private boolean reached() {
    return delivered || (!receiptExpected && !undelivered);
  }

  private NumberSession judged(boolean nowFailed, boolean nowSucceeded) {
    return new NumberSession(
        openedAt,
        delivered,
        undelivered,
        receiptExpected,
        nowFailed,
        nowSucceeded,
        flow,
        country,
        network);
  }

  private TrialIncrement increment(NumberKey key, long minute, int failedBy, int succeededBy) {
    return new TrialIncrement(
        key.tenant(), key.number(), flow, country, network, minute, failedBy, succeededBy);
  }
}
