package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;

/** Keeps the texts of an event short, since what a client may choose ends up in keys and state. */
final class EventLimits {
  private final int maxCharacters;

  EventLimits(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /**
   * The event with user agent and operation cut where they are too long.
   *
   * @throws MalformedRecord where another text is too long
   */
  SmsEvent apply(SmsEvent event) throws MalformedRecord {
    require("message_id", event.messageId());
    require("tenant", event.tenant());
    require("flow", event.flow());
    require("channel", event.channel());
    require("provider", event.provider());
    require("identity", event.identity());
    require("region", event.region());
    require("user_id", event.userId());
    require("error_code", event.errorCode());
    if (fits(event.userAgent()) && fits(event.operation())) {
      return event;
    }
    return event.toBuilder()
        .userAgent(cut(event.userAgent()))
        .operation(cut(event.operation()))
        .build();
  }

  private void require(String field, String text) throws MalformedRecord {
    if (!fits(text)) {
      throw new MalformedRecord("its " + field + " is longer than " + maxCharacters);
    }
  }

  private boolean fits(String text) {
    return text == null || text.length() <= maxCharacters;
  }

  private String cut(String text) {
    return fits(text) ? text : text.substring(0, maxCharacters);
  }
}
