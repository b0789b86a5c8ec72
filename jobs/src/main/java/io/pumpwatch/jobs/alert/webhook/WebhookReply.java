package io.pumpwatch.jobs.alert.webhook;

import java.time.Duration;

/**
 * What became of one attempt to post a message.
 *
 * @param outcome whether it arrived
 * @param reason a status or a kind of failure, without any part of the URL
 * @param pause how long the endpoint asks us to wait; nought where it does not say
 */
record WebhookReply(Outcome outcome, String reason, Duration pause) {

  /** Whether a message arrived. */
  enum Outcome {
    /** It was taken. */
    DELIVERED,
    /** It will never be taken, others may. */
    REJECTED,
    /** The endpoint takes nothing now. */
    UNAVAILABLE
  }
}
