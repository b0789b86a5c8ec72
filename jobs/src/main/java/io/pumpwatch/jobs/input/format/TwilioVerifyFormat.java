package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.CountryCode;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Events of Twilio Verify from Event Streams, as CloudEvents (Twilio: "Verify Events").
 *
 * <p>{@code verification.pending} is a code sent, {@code verification.approved} a code that came
 * back; a verification that is cancelled, expires or runs out of attempts says nothing, since the
 * absence of an approval is the signal. Receipts of the messages ({@code message.delivered}, {@code
 * .undelivered}, {@code .failed}) are what they say. Error 60410 on any of them is a block by
 * Verify's own fraud guard. The network codes are not taken: recorded events carry them swapped.
 *
 * <p>The message id is that of the latest send attempt, so that a code sent again is another
 * message; a verification that lists no attempt has its own.
 */
final class TwilioVerifyFormat implements LogFormat {
  static final String PREFIX = "com.twilio.accountsecurity.verify.";
  private static final String PROVIDER = "twilio_verify";
  private static final double MICROS_PER_SECOND = 1e6;

  @Override
  public String name() {
    return "twilio-verify";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return type(record.objectOrMissing()).startsWith(PREFIX);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode cloudEvent = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord("its type is no event of Twilio Verify");
    }
    JsonNode data = cloudEvent.path("data");
    String error = JsonFields.text(data, "error_code");
    Optional<EventType> type =
        FraudRefusal.isCode(PROVIDER, error)
            ? Optional.of(EventType.BLOCKED)
            : eventType(type(cloudEvent));
    if (type.isEmpty()) {
      return List.of();
    }
    if (!data.isObject()) {
      throw new MalformedRecord("it has no data");
    }
    long time = time(cloudEvent, data, type.get());
    JsonNode attempt = latestAttempt(data);
    String channel = JsonFields.text(data, "channel");
    TwilioChannel to =
        TwilioChannel.of(
            channel != null ? channel : JsonFields.text(attempt, "channel"),
            JsonFields.text(data, "to"));
    String attemptId = JsonFields.text(data, "attempt_sid");
    String latestAttemptId =
        attemptId != null ? attemptId : JsonFields.text(attempt, "attempt_sid");
    String service = JsonFields.text(data, "service_sid");
    SmsEvent.Builder event =
        SmsEvent.ofMicros(time, type.get())
            .provider(PROVIDER)
            .messageId(
                latestAttemptId != null
                    ? latestAttemptId
                    : JsonFields.text(data, "verification_sid"))
            .identity(service)
            .channel(to.channel())
            .destination(to.destination())
            .country(CountryCode.of(JsonFields.text(data, "country")))
            .operation(type(cloudEvent))
            .errorCode(error)
            .segments(JsonFields.segments(data.path("number_segments")));
    if (type.get() == EventType.VERIFIED) {
      event.secondsToVerify(secondsToVerify(time, data, attempt));
    }
    return List.of(
        new LogRow(
            event.build(), TrafficOrigin.ofAccount(JsonFields.text(data, "account_sid"), service)));
  }

  /** The last part of the type is written with dots, hyphens or underscores. */
  private static Optional<EventType> eventType(String type) {
    String rest = type.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    return switch (rest) {
      case "verification.pending" -> Optional.of(EventType.SENT);
      case "verification.approved" -> Optional.of(EventType.VERIFIED);
      case "message.delivered" -> Optional.of(EventType.DELIVERED);
      case "message.undelivered" -> Optional.of(EventType.UNDELIVERED);
      case "message.failed" -> Optional.of(EventType.FAILED);
      default -> Optional.empty();
    };
  }

  private static long time(JsonNode cloudEvent, JsonNode data, EventType type)
      throws MalformedRecord {
    String verifiedAt = type == EventType.VERIFIED ? JsonFields.text(data, "verified_at") : null;
    if (verifiedAt != null) {
      return LogTime.iso(verifiedAt);
    }
    String time = JsonFields.text(cloudEvent, "time");
    return LogTime.iso(time != null ? time : JsonFields.text(data, "created_at"));
  }

  private static JsonNode latestAttempt(JsonNode data) {
    JsonNode attempts = data.path("send_code_attempts").path("attempts");
    return attempts.path(attempts.size() - 1);
  }

  /** From the latest send, or the verification's creation, to the approval; null if unknown. */
  private static Double secondsToVerify(long verifiedAt, JsonNode data, JsonNode attempt)
      throws MalformedRecord {
    String attemptTime = JsonFields.text(attempt, "time");
    String createdAt = JsonFields.text(data, "created_at");
    for (String from : new String[] {attemptTime, createdAt}) {
      if (from != null && LogTime.iso(from) <= verifiedAt) {
        return (verifiedAt - LogTime.iso(from)) / MICROS_PER_SECOND;
      }
    }
    return null;
  }

  private static String type(JsonNode cloudEvent) {
    return cloudEvent.path("type").asText();
  }
}
