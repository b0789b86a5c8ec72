package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;
import java.util.Optional;

/**
 * Messaging events of Twilio Event Streams, as CloudEvents (Twilio: "Messaging Event Types", schema
 * Messaging.MessageStatus).
 *
 * <p>What happened is the event's {@code type}; {@code messageStatus} may contradict it. {@code
 * mcc} and {@code mnc} describe the sender's number, so the destination's network is unknown, and
 * no event carries a price. Other Event Streams types say nothing about messages sent.
 */
final class TwilioEventsFormat implements LogFormat {
  private static final String PREFIX = "com.twilio.";
  private static final String MESSAGE_PREFIX = "com.twilio.messaging.message.";

  static final String PROVIDER = "twilio";

  @Override
  public String name() {
    return "twilio-events";
  }

  @Override
  public boolean recognises(LogRecord record) {
    String type = type(record.objectOrMissing());
    return type.startsWith(PREFIX) && !type.startsWith(TwilioVerifyFormat.PREFIX);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode cloudEvent = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord("its type is no event of Twilio messaging");
    }
    Optional<EventType> named = eventType(type(cloudEvent));
    if (named.isEmpty()) {
      return List.of();
    }
    JsonNode data = cloudEvent.path("data");
    if (!data.isObject()) {
      throw new MalformedRecord("it has no data");
    }
    String error = JsonFields.text(data, "errorCode");
    boolean blocked = FraudRefusal.isCode(PROVIDER, error);
    String time = JsonFields.text(data, "timestamp");
    String account = JsonFields.text(data, "accountSid");
    TwilioChannel to = TwilioChannel.ofAddress(JsonFields.text(data, "to"));
    SmsEvent event =
        SmsEvent.ofMicros(
                LogTime.iso(time != null ? time : JsonFields.text(cloudEvent, "time")),
                blocked ? EventType.BLOCKED : named.get())
            .provider(PROVIDER)
            .messageId(JsonFields.text(data, "messageSid"))
            .identity(account)
            .channel(to.channel())
            .destination(to.destination())
            .operation(type(cloudEvent))
            .errorCode(error)
            .segments(JsonFields.segments(data.path("numberOfSegments")))
            .build();
    return List.of(
        new LogRow(
            event, TrafficOrigin.ofAccount(account, JsonFields.text(data, "messagingServiceSid"))));
  }

  private static Optional<EventType> eventType(String type) {
    if (!type.startsWith(MESSAGE_PREFIX)) {
      return Optional.empty();
    }
    return switch (type.substring(MESSAGE_PREFIX.length())) {
      case "queued" -> Optional.of(EventType.REQUESTED);
      case "sent" -> Optional.of(EventType.SENT);
      case "delivered" -> Optional.of(EventType.DELIVERED);
      case "undelivered" -> Optional.of(EventType.UNDELIVERED);
      case "failed" -> Optional.of(EventType.FAILED);
      default -> Optional.empty();
    };
  }

  private static String type(JsonNode cloudEvent) {
    return cloudEvent.path("type").asText();
  }
}
