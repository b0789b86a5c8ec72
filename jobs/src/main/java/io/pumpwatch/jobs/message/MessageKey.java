package io.pumpwatch.jobs.message;

import io.pumpwatch.event.SmsEvent;

/**
 * What joins the rows of one message.
 *
 * @param tenant whose traffic
 * @param messageId the provider's or application's id, never null
 */
public record MessageKey(String tenant, String messageId) {

  /** The message of a row that has an id. */
  public static MessageKey of(SmsEvent event) {
    return new MessageKey(event.tenant(), event.messageId());
  }
}
